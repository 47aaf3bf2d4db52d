//! Signing in, sessions, second factor, links, administration.

use care::accounts::{self, AccountFilter, Attempt, Invitation, Login, NewAccount, Password, Session, links};
use care::{AccountId, Ctx, Error};
use futures_util::future::join_all;
use jiff::SignedDuration;
use policy::{Function, Profession};
use totp_rs::{Algorithm, Builder, Totp};

use crate::house::{HERE, PASSWORD, World, conflict, faults, on_both};

fn named(text: &str) -> AccountFilter {
    AccountFilter { text: text.to_owned(), ..AccountFilter::default() }
}

fn blocked<T>(attempt: &Attempt<T>) -> bool {
    matches!(attempt, Attempt::Throttled { .. })
}

fn refused<T>(attempt: &Attempt<T>) -> bool {
    matches!(attempt, Attempt::Refused)
}

/// The telephone of somebody who typed the secret in.
fn telephone(secret: &str) -> Totp {
    use totp_rs::Secret;
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_secret(secret)
        .with_account_name("any")
        .build()
        .unwrap()
}

fn code(world: &World, telephone: &Totp) -> String {
    let seconds = u64::try_from(world.house.clock().now().as_second()).unwrap();
    telephone.generate(seconds).to_string()
}

on_both! {
    async fn signing_in(world: World) {
        let account = world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let signed_in = world.try_sign_in(" H.MARCHETTI ", PASSWORD, HERE).await.passed().unwrap();
        assert!(!signed_in.awaiting_factor);
        assert_eq!(signed_in.account, account);
        let (session, queries) = store::count::scope(world.resume(signed_in.token.as_str())).await;
        assert_eq!(queries, 1, "queries to resume a session");
        let session = session.unwrap();
        let professional = session.professional.clone().unwrap();
        assert_eq!(professional.name, "Camille h marchetti");
        assert_eq!(professional.principal.profession, Profession::Psychiatrist);
        assert!(session.roles.is_empty(), "one role is no choice");
        assert!(session.stepped_up(world.house.clock().now()), "whoever just typed the password has proved it");
        assert!(world.resume("somebody else's").await.is_none());
        assert!(world.resume("").await.is_none());
        assert!(world.actions().await.contains(&"sign-in".to_owned()));

        world.pass(1);
        accounts::sign_out(&world.ctx(&session), &session).await.unwrap();
        assert!(world.resume(signed_in.token.as_str()).await.is_none());
        assert_eq!(world.actions().await[0], "sign-out");
    }
}

on_both! {
    async fn what_is_wrong_is_never_told_apart(world: World) {
        let account = world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        world.member("gone", Profession::Nurse, &[]).await;
        let gone = accounts::find(&world.system(), &Login::typed("gone")).await.unwrap();
        accounts::disable(&world.system(), gone).await.unwrap();
        for (login, password) in [
            ("nobody", PASSWORD),
            ("h.marchetti", "sept nuages au-dessus de Paris"),
            ("h.marchetti", ""),
            ("gone", PASSWORD),
            ("", ""),
        ] {
            assert!(refused(&world.try_sign_in(login, password, HERE).await), "{login}");
        }
        let lines: Vec<_> = world.journal().await.into_iter().filter(|it| it.action == "sign-in.refused").collect();
        assert_eq!(lines.len(), 5);
        assert_eq!(lines[2].object, Some(account.uuid()));
        let text = format!("{:?}", lines.iter().map(|it| it.detail.to_string()).collect::<Vec<_>>());
        assert!(!text.contains("marchetti") && !text.contains("nobody") && !text.contains("192.0.2"), "{text}");
    }
}

on_both! {
    async fn five_failures_close_a_login_for_a_while(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        for login in ["h.marchetti", "nobody.has.this"] {
            for _ in 0..5 {
                assert!(refused(&world.try_sign_in(login, "wrong", HERE).await));
            }
            assert!(blocked(&world.try_sign_in(login, PASSWORD, HERE).await), "even the right password");
            assert!(blocked(&world.try_sign_in(login, PASSWORD, "198.51.100.7").await), "from anywhere");
        }
        world.pass(1);
        assert!(refused(&world.try_sign_in("h.marchetti", "wrong", HERE).await));
        let Attempt::Throttled { until } = world.try_sign_in("h.marchetti", PASSWORD, HERE).await else { panic!() };
        assert_eq!(until.duration_since(world.house.clock().now()), SignedDuration::from_mins(2));
        world.pass(2);
        assert!(world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().is_some());
        for _ in 0..4 {
            assert!(refused(&world.try_sign_in("h.marchetti", "wrong", HERE).await), "success forgot the failures");
        }
    }
}

on_both! {
    async fn tries_sent_at_once_are_all_counted(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let tries = (0..20).map(|_| world.try_sign_in("h.marchetti", "wrong", HERE));
        let outcomes = join_all(tries).await;
        assert_eq!(outcomes.iter().filter(|it| refused(it)).count(), 5);
        assert_eq!(outcomes.iter().filter(|it| blocked(it)).count(), 15);
    }
}

on_both! {
    async fn a_session_ends_of_itself(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let token = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        for _ in 0..10 {
            world.pass(19);
            assert!(world.resume(token.as_str()).await.is_some(), "used every nineteen minutes");
        }
        world.pass(20);
        assert!(world.resume(token.as_str()).await.is_none(), "twenty minutes of idleness");

        let token = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        for minute in 1..=48 {
            world.pass(15);
            assert_eq!(world.resume(token.as_str()).await.is_some(), minute < 48, "twelve hours are the end");
        }
        accounts::sweep(&world.system()).await.unwrap();
    }
}

on_both! {
    async fn the_last_use_is_written_once_a_minute(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let token = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        world.pass(1);
        let (_, first) = store::count::scope(world.resume(token.as_str())).await;
        let (_, second) = store::count::scope(world.resume(token.as_str())).await;
        assert_eq!((first, second), (2, 1));
    }
}

on_both! {
    async fn several_roles_one_at_a_time(world: World) {
        let (hospital, practice) = (world.structure("hospital", "CHRU").await, world.structure("practice", "Cabinet").await);
        let who = world.professional("Dr", "Hélène", "Marchetti").await;
        let doctor = world.role(who, hospital, Profession::Psychiatrist, &[]).await;
        world.pass(1);
        let admin = world.role(who, practice, Profession::NonHealth, &[Function::Administrator]).await;
        world.account(who, "h.marchetti").await;
        let other = world.member("other", Profession::Nurse, &[]).await;

        let token = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        let session = world.resume(token.as_str()).await.unwrap();
        assert_eq!(session.roles.iter().map(|it| it.role).collect::<Vec<_>>(), [doctor, admin]);
        assert_eq!(session.professional.as_ref().unwrap().role(), doctor, "the oldest first");
        assert!(matches!(accounts::open(&world.ctx(&session), other).await, Err(Error::Forbidden)));

        accounts::switch_role(&world.ctx(&session), &session, admin).await.unwrap();
        let session = world.resume(token.as_str()).await.unwrap();
        assert_eq!(session.professional.as_ref().unwrap().role(), admin);
        assert_eq!(accounts::require_step_up(&world.ctx(&session), &session).unwrap_err().to_string(), "a second factor is needed");
        assert!(matches!(accounts::open(&world.ctx(&session), other).await, Err(Error::StepUp)));
        accounts::step_up(&world.ctx(&session), &session, PASSWORD, HERE).await.unwrap().passed().unwrap();
        let session = world.resume(token.as_str()).await.unwrap();
        assert_eq!(accounts::open(&world.ctx(&session), other).await.unwrap().login, "other");

        let theirs = world.session("other").await.professional.unwrap().role();
        let switched = accounts::switch_role(&world.ctx(&session), &session, theirs).await;
        assert!(matches!(switched, Err(Error::NotFound)), "another's role");

        let session = world.session("h.marchetti").await;
        assert_eq!(session.professional.as_ref().unwrap().role(), admin, "back in the last role used");
        let last = care::directory::end_role(&world.system(), admin).await;
        assert!(matches!(last, Err(Error::Conflict(_))), "somebody must be left to administer: {last:?}");
        world.member("second", Profession::NonHealth, &[Function::Administrator]).await;
        care::directory::end_role(&world.system(), admin).await.unwrap();
        let session = world.resume(token.as_str()).await.unwrap();
        assert_eq!(session.professional.as_ref().unwrap().role(), doctor, "the role has ended, another has not");
        care::directory::end_role(&world.system(), doctor).await.unwrap();
        assert!(world.resume(token.as_str()).await.is_none(), "no role, no session");
        assert!(refused(&world.try_sign_in("h.marchetti", PASSWORD, HERE).await));
    }
}

async fn enrolled(world: &World, session: &Session) -> (Totp, Vec<accounts::Shown>) {
    let ctx = world.ctx(session);
    let enrolment = accounts::enrol_factor(&ctx, session).await.unwrap();
    assert!(enrolment.url.as_str().starts_with("otpauth://totp/Maillage:"));
    let telephone = telephone(enrolment.secret.as_str());
    let now = code(world, &telephone);
    let codes = accounts::confirm_factor(&ctx, session, &now, HERE).await.unwrap().passed().unwrap();
    (telephone, codes)
}

on_both! {
    async fn the_second_factor(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let elsewhere = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        let session = world.session("h.marchetti").await;
        let ctx = world.ctx(&session);
        let enrolment = accounts::enrol_factor(&ctx, &session).await.unwrap();
        assert!(refused(&accounts::confirm_factor(&ctx, &session, "000000", HERE).await.unwrap()));
        assert!(!world.session("h.marchetti").await.second_factor, "nothing changes before a code was shown");
        drop(enrolment);
        let (telephone, recovery) = enrolled(&world, &session).await;
        assert_eq!(recovery.len(), 10);
        assert_eq!(accounts::recovery_codes_left(&ctx, &session).await.unwrap(), 10);
        assert!(world.resume(elsewhere.as_str()).await.is_none(), "the other sessions have ended");
        assert_eq!(conflict(accounts::enrol_factor(&ctx, &session).await), "conflict-factor-already-on");

        world.pass(1);
        let door = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap();
        assert!(door.awaiting_factor);
        let waiting = world.resume(door.token.as_str()).await.unwrap();
        assert!(waiting.awaiting_factor && waiting.professional.is_none());
        assert!(world.ctx(&waiting).actor().professional().is_err(), "nothing opens yet");
        let visitor = world.visitor();
        assert!(refused(&accounts::pass_factor(&visitor, &waiting, "123456", HERE).await.unwrap()));
        let shown = code(&world, &telephone);
        let inside = accounts::pass_factor(&visitor, &waiting, &shown, HERE).await.unwrap().passed().unwrap();
        assert!(world.resume(door.token.as_str()).await.is_none(), "the token has changed");
        assert!(world.resume(inside.token.as_str()).await.unwrap().professional.is_some());

        let door = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap();
        let waiting = world.resume(door.token.as_str()).await.unwrap();
        let again = accounts::pass_factor(&visitor, &waiting, &shown, HERE).await.unwrap();
        assert!(refused(&again), "a code counts once");
        let paper = recovery[3].as_str().to_uppercase();
        let inside = accounts::pass_factor(&visitor, &waiting, &paper, HERE).await.unwrap().passed().unwrap();
        let session = world.resume(inside.token.as_str()).await.unwrap();
        let ctx = world.ctx(&session);
        assert_eq!(accounts::recovery_codes_left(&ctx, &session).await.unwrap(), 9);
        world.pass(11);
        assert!(matches!(accounts::disable_factor(&ctx, &session).await, Err(Error::StepUp)));
        assert!(refused(&accounts::step_up(&ctx, &session, PASSWORD, HERE).await.unwrap()), "the password is not enough");
        assert!(refused(&accounts::step_up(&ctx, &session, &paper, HERE).await.unwrap()), "a recovery code counts once");
        let shown = code(&world, &telephone);
        accounts::step_up(&ctx, &session, &shown, HERE).await.unwrap().passed().unwrap();
        let session = world.resume(inside.token.as_str()).await.unwrap();
        let renewed = accounts::renew_recovery_codes(&ctx, &session).await.unwrap();
        assert!(!renewed.iter().any(|it| it == &recovery[0]));
        accounts::disable_factor(&ctx, &session).await.unwrap();
        assert!(!world.session("h.marchetti").await.awaiting_factor);
        let actions = world.actions().await;
        for action in ["factor.enrolled", "factor.enabled", "factor.codes-renewed", "factor.disabled", "step-up", "step-up.refused"] {
            assert!(actions.iter().any(|it| it == action), "{action}");
        }
    }
}

on_both! {
    async fn codes_tried_at_once_or_too_often(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let session = world.session("h.marchetti").await;
        let (telephone, recovery) = enrolled(&world, &session).await;
        world.pass(1);
        let door = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap();
        let waiting = world.resume(door.token.as_str()).await.unwrap();
        let visitor = world.visitor();
        let tries = (0..3).map(|_| accounts::pass_factor(&visitor, &waiting, recovery[0].as_str(), HERE));
        let passed = join_all(tries).await.into_iter().filter(|it| matches!(it, Ok(Attempt::Passed(_)))).count();
        assert_eq!(passed, 1, "one recovery code opens once");
        world.pass(16);

        let door = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap();
        let waiting = world.resume(door.token.as_str()).await.unwrap();
        for _ in 0..5 {
            assert!(refused(&accounts::pass_factor(&visitor, &waiting, "000000", HERE).await.unwrap()));
        }
        let shown = code(&world, &telephone);
        assert!(blocked(&accounts::pass_factor(&visitor, &waiting, &shown, HERE).await.unwrap()));
        world.pass(9);
        assert!(world.resume(door.token.as_str()).await.is_some());
        world.pass(1);
        assert!(world.resume(door.token.as_str()).await.is_none(), "the door is kept open for ten minutes");
    }
}

on_both! {
    async fn changing_the_password(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let elsewhere = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        let token = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        let session = world.resume(token.as_str()).await.unwrap();
        let ctx = world.ctx(&session);
        let new = || Password::typed("huit nuages au-dessus de Tours");
        assert!(refused(&accounts::change_password(&ctx, &session, "wrong", new(), HERE).await.unwrap()));
        accounts::change_password(&ctx, &session, PASSWORD, new(), HERE).await.unwrap().passed().unwrap();
        assert!(world.resume(token.as_str()).await.is_some());
        assert!(world.resume(elsewhere.as_str()).await.is_none());
        assert!(refused(&world.try_sign_in("h.marchetti", PASSWORD, HERE).await));
        assert!(world.try_sign_in("h.marchetti", "huit nuages au-dessus de Tours", HERE).await.passed().is_some());
    }
}

async fn link(ctx: &Ctx, ttl: i64) -> accounts::Token {
    ctx.write(move |ctx, tx| async move {
        links::create(&ctx, &tx, "errand", uuid::Uuid::from_u128(9), SignedDuration::from_mins(ttl)).await
    })
    .await
    .unwrap()
}

on_both! {
    async fn a_link_opens_once(world: World) {
        let (system, visitor) = (world.system(), world.visitor());
        let token = link(&system, 60).await;
        let token = token.as_str();
        for _ in 0..2 {
            let seen = links::look(&visitor, "errand", token, HERE).await.unwrap().passed().unwrap();
            assert_eq!(seen.subject, uuid::Uuid::from_u128(9), "looking does not use it");
        }
        assert!(refused(&links::look(&visitor, "another", token, HERE).await.unwrap()));
        let failed = links::redeem(&visitor, "errand", token, HERE, |_, _, _| async { Err::<(), _>(Error::Forbidden) });
        assert!(failed.await.is_err());
        let uses = (0..4).map(|_| links::redeem(&visitor, "errand", token, HERE, |_, _, link| async move { Ok(link.subject) }));
        let outcomes = join_all(uses).await;
        assert_eq!(outcomes.iter().filter(|it| matches!(it, Ok(Attempt::Passed(_)))).count(), 1, "{outcomes:?}");
        assert_eq!(outcomes.iter().filter(|it| matches!(it, Ok(Attempt::Refused))).count(), 3, "{outcomes:?}");

        let token = link(&system, 60).await;
        world.pass(60);
        assert!(refused(&links::look(&visitor, "errand", token.as_str(), HERE).await.unwrap()), "it is over");
        let actions = world.actions().await;
        for (action, count) in [("link.created", 2), ("link.used", 1)] {
            assert_eq!(actions.iter().filter(|it| *it == action).count(), count, "{action}");
        }
        assert!(actions.iter().any(|it| it == "link.refused"));
    }
}

on_both! {
    async fn guessing_links_is_throttled(world: World) {
        let (visitor, good) = (world.visitor(), link(&world.system(), 600).await);
        for _ in 0..50 {
            assert!(refused(&links::look(&visitor, "errand", "guess", HERE).await.unwrap()));
        }
        assert!(blocked(&links::look(&visitor, "errand", good.as_str(), HERE).await.unwrap()));
        assert!(links::look(&visitor, "errand", good.as_str(), "198.51.100.7").await.unwrap().passed().is_some());
    }
}

async fn administrator(world: &World) -> (Session, AccountId) {
    let account = world.member("admin", Profession::NonHealth, &[Function::Administrator]).await;
    (world.session("admin").await, account)
}

on_both! {
    async fn administration(world: World) {
        let (session, own) = administrator(&world).await;
        let ctx = world.ctx(&session);
        world.pass(1);
        let structure = world.structure("practice", "Cabinet des Halles").await;
        let who = world.professional("Dr", "Claire", "Vasseur").await;
        world.role(who, structure, Profession::GeneralPractitioner, &[]).await;
        let new = || NewAccount { login: Login::parse("login", "c.vasseur").unwrap(), practitioner: who, password: None };
        let added = accounts::add(&ctx, new()).await.unwrap();
        let drawn = added.password.unwrap();
        assert_eq!(faults(accounts::add(&ctx, new()).await), [("login", "fault-taken")]);
        let token = world.try_sign_in("c.vasseur", drawn.as_str(), HERE).await.passed().unwrap().token;
        assert!(world.resume(token.as_str()).await.unwrap().temporary_password);

        let page = accounts::list(&ctx, &AccountFilter::default(), None).await.unwrap();
        assert_eq!(page.items.iter().map(|it| it.login.as_str()).collect::<Vec<_>>(), ["c.vasseur", "admin"]);
        assert_eq!(page.items[0].name, "Dr Claire Vasseur");
        for text in ["c.va", "C.VASSEUR", "vasseur", "claire vass", "vaseur"] {
            let found = accounts::list(&ctx, &named(text), None).await.unwrap().items;
            assert_eq!(found.iter().map(|it| it.id).collect::<Vec<_>>(), [added.account], "{text}");
        }
        for text in ["%", "dupont"] {
            assert!(accounts::list(&ctx, &named(text), None).await.unwrap().items.is_empty(), "{text}");
        }

        let again = accounts::reset(&ctx, added.account).await.unwrap();
        assert!(world.resume(token.as_str()).await.is_none());
        assert!(refused(&world.try_sign_in("c.vasseur", drawn.as_str(), HERE).await));
        let token = world.try_sign_in("c.vasseur", again.as_str(), HERE).await.passed().unwrap().token;

        accounts::disable(&ctx, added.account).await.unwrap();
        accounts::disable(&ctx, added.account).await.unwrap();
        assert!(world.resume(token.as_str()).await.is_none(), "at once");
        assert!(refused(&world.try_sign_in("c.vasseur", again.as_str(), HERE).await));
        accounts::enable(&ctx, added.account).await.unwrap();
        assert!(world.try_sign_in("c.vasseur", again.as_str(), HERE).await.passed().is_some());
        assert_eq!(conflict(accounts::disable(&ctx, own).await), "conflict-own-account");

        let link = accounts::password_link(&ctx, added.account).await.unwrap();
        let later = accounts::password_link(&ctx, added.account).await.unwrap();
        let visitor = world.visitor();
        let choose = async |token: &accounts::Token, text: Option<&str>| {
            accounts::choose_password(&visitor, token.as_str(), text, HERE).await
        };
        assert!(refused(&choose(&link.token, None).await.unwrap()), "a later link was made");
        assert_eq!(choose(&later.token, None).await.unwrap().passed().unwrap().as_str(), "c.vasseur");
        assert_eq!(faults(choose(&later.token, Some("")).await), [("password", "fault-required")]);
        choose(&later.token, Some("neuf nuages au-dessus de Tours")).await.unwrap().passed().unwrap();
        assert!(refused(&choose(&later.token, Some("dix nuages au-dessus de Tours")).await.unwrap()));
        let token = world.try_sign_in("c.vasseur", "neuf nuages au-dessus de Tours", HERE).await.passed().unwrap().token;
        assert!(!world.resume(token.as_str()).await.unwrap().temporary_password);

        let actions = world.actions().await;
        for (action, count) in [("account.added", 1), ("account.disabled", 1), ("account.enabled", 1), ("account.password-reset", 1), ("account.password-link", 2)] {
            let found = actions.iter().filter(|it| *it == action).count();
            // The two accounts that the house itself opened count as well.
            assert_eq!(found, if action == "account.added" { count + 1 } else { count }, "{action}");
        }
    }
}

on_both! {
    async fn an_account_is_opened_by_a_link_that_is_handed_over(world: World) {
        let (session, _) = administrator(&world).await;
        let ctx = world.ctx(&session);
        let structure = world.structure("practice", "Cabinet des Halles").await;
        let who = world.professional("Dr", "Claire", "Vasseur").await;
        world.role(who, structure, Profession::GeneralPractitioner, &[]).await;
        let new = |login: &str| Invitation {
            login: Login::parse("login", login).unwrap(),
            practitioner: who,
            locale: Some(kernel::Locale::En),
        };
        let (account, first) = accounts::invite(&ctx, new("c.vasseur")).await.unwrap();
        let (again, second) = accounts::invite(&ctx, new("c.vasseur")).await.unwrap();
        assert_eq!(account, again, "pressed twice, opened once");
        assert_eq!(faults(accounts::invite(&ctx, Invitation { practitioner: world.professional("Dr", "Anne", "Vasseur").await, ..new("c.vasseur") }).await), [("login", "fault-taken")]);
        assert!(!accounts::open(&ctx, account).await.unwrap().has_password);
        assert_eq!(accounts::pending_link(&ctx, account).await.unwrap(), Some(second.expires_at));
        for nothing in ["", "any password at all"] {
            assert!(refused(&world.try_sign_in("c.vasseur", nothing, HERE).await), "no password opens it yet");
        }
        let visitor = world.visitor();
        let choose = async |link: &accounts::PasswordLink, text| accounts::choose_password(&visitor, link.token.as_str(), text, HERE).await.unwrap();
        assert!(refused(&choose(&first, None).await), "the one shown last is the good one");
        choose(&second, Some("neuf nuages au-dessus de Tours")).await.passed().unwrap();
        assert_eq!(accounts::pending_link(&ctx, account).await.unwrap(), None);
        let token = world.try_sign_in("c.vasseur", "neuf nuages au-dessus de Tours", HERE).await.passed().unwrap().token;
        assert_eq!(world.resume(token.as_str()).await.unwrap().locale, Some(kernel::Locale::En));
        assert_eq!(conflict(accounts::invite(&ctx, new("c.vasseur")).await), "conflict-has-account");
    }
}

on_both! {
    async fn somebody_is_left_to_administer(world: World) {
        let (session, own) = administrator(&world).await;
        let ctx = world.ctx(&session);
        let other = world.member("second.admin", Profession::NonHealth, &[Function::Administrator]).await;
        let second = world.ctx(&world.session("second.admin").await);
        // Both press at once: one of the two is left.
        let (first, then) = tokio::join!(accounts::disable(&ctx, other), accounts::disable(&second, own));
        let refused = [first, then].into_iter().filter(Result::is_err).count();
        assert_eq!(refused, 1, "of two who disable each other one stays");
        accounts::enable(&world.system(), own).await.unwrap();
        accounts::enable(&world.system(), other).await.unwrap();
        accounts::disable(&ctx, other).await.unwrap();
        assert_eq!(conflict(accounts::disable(&second, own).await), "conflict-last-administrator");
    }
}

on_both! {
    async fn a_session_that_is_over_is_remembered_for_what_was_typed_in_it(world: World) {
        let account = world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let token = world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().token;
        let whose = async || accounts::whose(&world.house.db().reader(), &world.house, token.as_str()).await.unwrap();
        world.pass(60);
        accounts::sweep(&world.system()).await.unwrap();
        assert!(world.resume(token.as_str()).await.is_none());
        assert_eq!(whose().await, Some(account));
        assert_eq!(accounts::whose(&world.house.db().reader(), &world.house, "made up").await.unwrap(), None);
        world.pass(13 * 60);
        accounts::sweep(&world.system()).await.unwrap();
        assert_eq!(whose().await, None, "a working day later nothing is left");
    }
}

on_both! {
    async fn administration_takes_an_administrator_who_proved_it(world: World) {
        let (session, _) = administrator(&world).await;
        let nurse = world.member("nurse", Profession::Nurse, &[]).await;
        let other = world.ctx(&world.session("nurse").await);
        for result in [
            accounts::reset(&other, nurse).await.map(|_| ()),
            accounts::disable(&other, nurse).await,
            accounts::remove_factor(&other, nurse).await,
            accounts::list(&other, &AccountFilter::default(), None).await.map(|_| ()),
        ] {
            assert!(matches!(result, Err(Error::Forbidden)), "{result:?}");
        }
        drop(session);
        let token = world.try_sign_in("admin", PASSWORD, HERE).await.passed().unwrap().token;
        world.pass(11);
        let stale = world.resume(token.as_str()).await.unwrap();
        assert!(matches!(accounts::list(&world.ctx(&stale), &AccountFilter::default(), None).await, Err(Error::StepUp)));
        let absent = AccountId::from(uuid::Uuid::from_u128(1));
        assert!(matches!(accounts::disable(&world.system(), absent).await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn a_lost_telephone(world: World) {
        let account = world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        let session = world.session("h.marchetti").await;
        enrolled(&world, &session).await;
        accounts::remove_factor(&world.system(), account).await.unwrap();
        assert!(!world.try_sign_in("h.marchetti", PASSWORD, HERE).await.passed().unwrap().awaiting_factor);
        assert_eq!(accounts::recovery_codes_left(&world.ctx(&session), &session).await.unwrap(), 0);
    }
}
