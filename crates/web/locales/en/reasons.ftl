# Why one sees, or why one may not: the sentence of each rule of access (`@reason` in policies/*.cedar).

## dynamic

reason-system = Done by the service itself.
reason-advice-asker = You see this request because you asked it.
reason-advice-author = You see this request because you answered it.
reason-advice-answerer = You see the extract your colleague chose because you accepted the request.
reason-advice-named = You see the extract your colleague chose because the request is addressed to you.
reason-advice-substitute = You see this request because you stand in for an absent colleague.
reason-advice-pool = You see this request because you answer for this programme and nobody has taken it yet.
reason-advice-pool-colleague = You see that this request exists because you answer for this programme; a colleague has taken it.
reason-advice-triage = You see this request, without its content, because you triage for this programme.
reason-advice-coordinator = You see this request, without its content, because you coordinate this programme.
reason-referral-sender = You see this referral because you sent it.
reason-referral-receiver = You see this referral because you receive the person.
reason-referral-named = You see this referral because it is addressed to you.
reason-referral-pool = You see this referral because you answer for this programme and nobody has taken it yet.
reason-referral-pool-colleague = You see that this referral exists because you answer for this programme; a colleague took it.
reason-referral-coordination = You see this referral, without its content, because you coordinate this programme or keep its secretariat.
reason-structure = You see this request, without its content, because your structure follows it.
reason-care-team-coordination = You see that this request exists because you are in the person’s care team.
reason-draft = This request is but a draft: it is its writer’s alone.
reason-without-identity = This question was asked without identity: nobody sees whom it concerns.
reason-program-asker = You may ask for advice because the programme’s protocol names your profession.
reason-program-team = You read the exact figures because you are in the team of this programme.
reason-program-lead = You read overall figures because you follow this programme.
reason-reception = You see this because you keep the reception of your structure.
reason-reception-care = You read the reason because you care or accompany at the reception, and nobody knows who came.
reason-reception-team = You read the reason because you are in the person’s care team.
reason-care-team = Each line is here because you are in the person’s care team.
reason-care-team-counts = These numbers count what you may read, because you are in the care team of these persons.
reason-my-own-work = Each line is here because it waits for something from you, or because you follow the person.
reason-own-times = You see this because these are your own times.
reason-own-account = You may do this because it is your own account.
reason-territory = You see this because you work in this territory.
reason-administrator = You see this because you administer the territory.
reason-data-protection-officer = You see this because you are in charge of data protection.
reason-administration-apart = In a role of administrator or data-protection officer one sees no person, no record and no request. Switch roles if you have another.
reason-other-territory = Nothing passes from one territory to another.
reason-second-factor = This asks that you just proved who you are.
