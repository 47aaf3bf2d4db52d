//! What one may do, and upon what.

use crate::facts::{Compartment, Resource};
use crate::words::words;

words! {
    /// What kind of thing is acted upon; the entity types of the Cedar schema.
    pub enum ResourceKind {
        /// A person.
        Person = "Person",
        /// An entry of a record.
        Entry = "Entry",
        /// A request for advice.
        Advice = "Advice",
        /// A referral.
        Referral = "Referral",
        /// An arrival at a reception.
        Arrival = "Arrival",
        /// A programme.
        Program = "Program",
        /// A practitioner of the directory.
        Practitioner = "Practitioner",
        /// An invitation to join a care team.
        Invitation = "Invitation",
        /// The territory.
        Territory = "Territory",
    }
}

words! {
    /// What one may do. The policies say who may; whether the moment is right (a closed request cannot be answered) is
    /// the domain's rule, checked after.
    pub enum Action {
        /// Person, entry: the identity compartment. The lowest read action of a person.
        ReadIdentity = "read_identity",
        /// Person, entry: the coordination compartment.
        ReadCoordination = "read_coordination",
        /// Person, entry: the somatic compartment.
        ReadSomatic = "read_somatic",
        /// Person, entry: the psychiatric compartment.
        ReadPsychiatric = "read_psychiatric",
        /// Person, entry: the social compartment.
        ReadSocial = "read_social",
        /// Person: the overview of rights and applications made for doctors.
        ReadSocialOverview = "read_social_overview",
        /// Person: open applications for rights and record what becomes of them.
        ManageRights = "manage_rights",
        /// Person: say that a piece which a doctor owes to such an application is there.
        ProvideCertificate = "provide_certificate",
        /// Person: correct the identity.
        EditIdentity = "edit_identity",
        /// Person: add to and take from the care team.
        ManageCareTeam = "manage_care_team",
        /// Person: invite into the care team, where nothing opens before the invited accepts.
        InviteToTeam = "invite_to_team",
        /// Person: record that they were informed, consent, object or withdraw.
        RecordInformation = "record_information",
        /// Person: send a request under their name.
        AskAboutPerson = "ask_about_person",
        /// Person: their own page, for the person themselves ([`crate::Policy::own`]); no professional has it.
        OwnPage = "own_page",
        /// Person: what a doctor who takes over by a link is given ([`crate::Policy::received`]); no professional has it.
        ReceiveHandover = "receive_handover",
        /// Entry: write it.
        WriteEntry = "write_entry",
        /// Advice: that it exists, in which programme, who takes part, status and clock. The lowest read action.
        ReadAdvice = "read_advice",
        /// Advice: whom it concerns.
        ReadAdviceIdentity = "read_advice_identity",
        /// Advice: subject line and how pressing it is, enough to triage.
        ReadAdviceSubject = "read_advice_subject",
        /// Advice: question, exchange, answer, attachments.
        ReadAdviceContent = "read_advice_content",
        /// Advice: write the draft, attach to it, drop it.
        EditDraft = "edit_draft",
        /// Advice: send it.
        SendAdvice = "send_advice",
        /// Advice: cancel it.
        CancelAdvice = "cancel_advice",
        /// Advice: give what the answerer asked for.
        GiveInformation = "give_information",
        /// Advice: close it, with what became of it.
        CloseAdvice = "close_advice",
        /// Advice: ask again, linked.
        ReopenAdvice = "reopen_advice",
        /// Advice: assign it.
        TriageAdvice = "triage_advice",
        /// Advice: take it.
        AcceptAdvice = "accept_advice",
        /// Advice: ask the asker for what is missing.
        AskInformation = "ask_information",
        /// Advice: answer it.
        AnswerAdvice = "answer_advice",
        /// Advice: send it to another programme or structure.
        RedirectAdvice = "redirect_advice",
        /// Advice: refuse it, with a reason.
        DeclineAdvice = "decline_advice",
        /// Advice: write in its conversation.
        PostMessage = "post_message",
        /// Advice: the answer as a letter.
        DownloadLetter = "download_letter",
        /// Advice: offer slots, mark held or not.
        ManageConsultation = "manage_consultation",
        /// Advice: take one of the slots offered, or cancel it.
        BookConsultation = "book_consultation",
        /// Referral: that it exists, under which protocol, status and clock. The lowest read action.
        ReadReferral = "read_referral",
        /// Referral: whom it concerns.
        ReadReferralIdentity = "read_referral_identity",
        /// Referral: why, the check-list, what was tried, what became of it.
        ReadReferralContent = "read_referral_content",
        /// Referral: cancel it, acknowledge what became of it.
        FollowReferral = "follow_referral",
        /// Referral: accept, decline, redirect; say what was tried, begun and done.
        ReceiveReferral = "receive_referral",
        /// Arrival: that somebody came, when and how, what became of it. The lowest read action.
        ReadArrival = "read_arrival",
        /// Arrival: why, where that tells of their health, and the note.
        ReadArrivalReason = "read_arrival_reason",
        /// Arrival: write into the book.
        RecordArrival = "record_arrival",
        /// Programme: that it exists. The lowest read action.
        SeeProgram = "see_program",
        /// Programme: ask it for advice.
        AskAdvice = "ask_advice",
        /// Programme: the coordinator's board.
        SeeBoard = "see_board",
        /// Programme: figures with small counts suppressed.
        ReadReport = "read_report",
        /// Programme: exact figures and the facts behind them.
        ReadFullReport = "read_full_report",
        /// Practitioner: absences and stand-in. The lowest action, so also what makes one visible here; looking somebody
        /// up is [`Action::SearchDirectory`].
        ManageAbsence = "manage_absence",
        /// Practitioner: the times at which they can be booked.
        ManageSlots = "manage_slots",
        /// Invitation: read who invites, and answer.
        AnswerInvitation = "answer_invitation",
        /// Territory: look for persons, among those one may see.
        FindPerson = "find_person",
        /// Territory: create a person.
        CreatePerson = "create_person",
        /// Territory: consult the directory.
        SearchDirectory = "search_directory",
        /// Territory: say what an exercise of the public directory accepts.
        RecordOffer = "record_offer",
        /// Territory: create and edit practitioners, organisations, roles.
        ManageDirectory = "manage_directory",
        /// Territory: accounts.
        ManageAccounts = "manage_accounts",
        /// Territory: the access rules.
        ReadPolicies = "read_policies",
        /// Territory: who did what and when, on opaque identifiers.
        ReadJournal = "read_journal",
        /// Territory: the journal with the names of the persons concerned.
        ReadJournalSubjects = "read_journal_subjects",
        /// Territory: correct the catalogue of rights.
        CorrectCatalogue = "correct_catalogue",
        /// Territory: bring questionnaires in, and retire them.
        ManageQuestionnaires = "manage_questionnaires",
        /// Territory: open the record of a person in vital need.
        BreakGlass = "break_glass",
        /// Territory: review who did.
        ReviewBreakGlass = "review_break_glass",
        /// Territory: presumed duplicates.
        VigilanceQueue = "vigilance_queue",
        /// Territory: merge persons, undo a merge.
        MergePersons = "merge_persons",
        /// Territory: act in another of one's roles. The lowest action: whoever has it is of the territory.
        SwitchRole = "switch_role",
    }
}

impl Action {
    /// The action that reads a compartment.
    pub const fn reading(compartment: Compartment) -> Self {
        match compartment {
            Compartment::Identity => Self::ReadIdentity,
            Compartment::Coordination => Self::ReadCoordination,
            Compartment::Somatic => Self::ReadSomatic,
            Compartment::Psychiatric => Self::ReadPsychiatric,
            Compartment::Social => Self::ReadSocial,
        }
    }

    /// The least one may do with a thing: without it, the thing is hidden.
    pub const fn lowest(resource: &Resource) -> Self {
        match resource {
            Resource::Person(_) => Self::ReadIdentity,
            Resource::Entry(entry) => Self::reading(entry.compartment),
            Resource::Advice(_) => Self::ReadAdvice,
            Resource::Referral(_) => Self::ReadReferral,
            Resource::Arrival(_) => Self::ReadArrival,
            Resource::Program(_) => Self::SeeProgram,
            Resource::Practitioner(_) => Self::ManageAbsence,
            Resource::Invitation(_) => Self::AnswerInvitation,
            Resource::Territory(_) => Self::SwitchRole,
        }
    }

    /// Whether it is for somebody who comes in by a link, and for no professional.
    pub const fn is_by_link(self) -> bool {
        matches!(self, Self::OwnPage | Self::ReceiveHandover)
    }

    /// What it applies to. A test holds this against the Cedar schema.
    pub const fn kinds(self) -> &'static [ResourceKind] {
        use ResourceKind::{
            Advice, Arrival, Entry, Invitation, Person, Practitioner, Program, Referral, Territory,
        };
        match self {
            Self::ReadIdentity
            | Self::ReadCoordination
            | Self::ReadSomatic
            | Self::ReadPsychiatric
            | Self::ReadSocial => &[Person, Entry],
            Self::ReadSocialOverview
            | Self::ManageRights
            | Self::ProvideCertificate
            | Self::EditIdentity
            | Self::ManageCareTeam
            | Self::InviteToTeam
            | Self::RecordInformation
            | Self::AskAboutPerson
            | Self::OwnPage
            | Self::ReceiveHandover => &[Person],
            Self::WriteEntry => &[Entry],
            Self::ReadAdvice
            | Self::ReadAdviceIdentity
            | Self::ReadAdviceSubject
            | Self::ReadAdviceContent
            | Self::EditDraft
            | Self::SendAdvice
            | Self::CancelAdvice
            | Self::GiveInformation
            | Self::CloseAdvice
            | Self::ReopenAdvice
            | Self::TriageAdvice
            | Self::AcceptAdvice
            | Self::AskInformation
            | Self::AnswerAdvice
            | Self::RedirectAdvice
            | Self::DeclineAdvice
            | Self::PostMessage
            | Self::DownloadLetter
            | Self::ManageConsultation
            | Self::BookConsultation => &[Advice],
            Self::ReadReferral
            | Self::ReadReferralIdentity
            | Self::ReadReferralContent
            | Self::FollowReferral
            | Self::ReceiveReferral => &[Referral],
            Self::ReadArrival | Self::ReadArrivalReason | Self::RecordArrival => &[Arrival],
            Self::SeeProgram | Self::AskAdvice | Self::SeeBoard | Self::ReadReport | Self::ReadFullReport => {
                &[Program]
            }
            Self::ManageAbsence | Self::ManageSlots => &[Practitioner],
            Self::AnswerInvitation => &[Invitation],
            Self::FindPerson
            | Self::CreatePerson
            | Self::SearchDirectory
            | Self::ManageDirectory
            | Self::RecordOffer
            | Self::ManageAccounts
            | Self::ReadPolicies
            | Self::ReadJournal
            | Self::ReadJournalSubjects
            | Self::CorrectCatalogue
            | Self::ManageQuestionnaires
            | Self::BreakGlass
            | Self::ReviewBreakGlass
            | Self::VigilanceQueue
            | Self::MergePersons
            | Self::SwitchRole => &[Territory],
        }
    }

    /// Whether the action makes sense on this very thing: its kind, and for an entry its compartment, so that a
    /// psychiatric entry is never read as a somatic one.
    pub(crate) fn fits(self, resource: &Resource) -> bool {
        self.kinds().contains(&resource.kind())
            && match resource {
                Resource::Entry(entry) => {
                    self == Self::WriteEntry || self == Self::reading(entry.compartment)
                }
                _ => true,
            }
    }
}
