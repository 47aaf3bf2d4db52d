//! The directory: structures, professionals, roles, programmes, search, absences.

use care::directory::absence::{self, AbsenceForm, NewAbsence};
use care::directory::{
    self, NewMembership, NewOrganization, NewPractitioner, NewRole, OrganizationForm, PractitionerForm,
    ProfessionalFilter, StructureFilter,
};
use care::{Ctx, Error, PractitionerId};
use policy::{Function, Profession, ProgramRole};

use crate::house::{World, conflict, faults, on_both};

/// An administrator in session.
async fn administrator(world: &World) -> Ctx {
    world.member("admin", Profession::NonHealth, &[Function::Administrator]).await;
    world.ctx(&world.session("admin").await)
}

on_both! {
    async fn a_structure_is_created_and_corrected(world: World) {
        let ctx = administrator(&world).await;
        let hospital = world.structure("hospital", "CHRU de Tours").await;
        let mut form = OrganizationForm {
            kind: "cmp".to_owned(),
            name: "CMP Tours Sud".to_owned(),
            phone: "02 47 00 00 00".to_owned(),
            commune: "37261".to_owned(),
            ..OrganizationForm::default()
        };
        let cmp = directory::create_organization(&ctx, NewOrganization::parse(&form, Some(hospital)).unwrap()).await.unwrap();
        let view = directory::structure(&ctx, cmp).await.unwrap();
        assert_eq!(view.part_of, Some((hospital, "CHRU de Tours".to_owned())));
        assert_eq!((view.phone.as_deref(), view.commune.as_deref()), (Some("0247000000"), Some("37261")));
        assert!(view.may_edit);

        let (shown, version, part_of) = directory::organization_form(&ctx, cmp).await.unwrap();
        assert_eq!((shown.name.as_str(), part_of), ("CMP Tours Sud", Some(hospital)));
        "CMP de Tours Centre".clone_into(&mut form.name);
        let edited = NewOrganization::parse(&form, None).unwrap();
        directory::edit_organization(&ctx, cmp, version, edited.clone()).await.unwrap();
        assert_eq!(conflict(directory::edit_organization(&ctx, cmp, version, edited.clone()).await), "conflict-changed-meanwhile");
        assert_eq!(directory::structure(&ctx, cmp).await.unwrap().name, "CMP de Tours Centre");

        let inside = NewOrganization { part_of: Some(cmp), ..edited.clone() };
        let result = directory::edit_organization(&ctx, hospital, 1, inside.clone()).await;
        result.unwrap();
        let around = NewOrganization { part_of: Some(hospital), ..edited };
        assert_eq!(faults(directory::edit_organization(&ctx, cmp, version + 1, around).await), [("part_of", "fault-part-of-itself")]);
        let nowhere = NewOrganization { part_of: Some(uuid::Uuid::from_u128(4).into()), ..inside };
        assert_eq!(faults(directory::create_organization(&ctx, nowhere).await), [("part_of", "fault-choice")]);
    }
}

on_both! {
    async fn a_professional_is_created_and_corrected(world: World) {
        let ctx = administrator(&world).await;
        let form = PractitionerForm {
            title: "Dr".to_owned(),
            given: "Hélène".to_owned(),
            family: "Marchetti".to_owned(),
            rpps: "10000000017".to_owned(),
            ..PractitionerForm::default()
        };
        let Ok(new) = NewPractitioner::parse(&form) else { panic!("the number's key is right") };
        world.pass(1);
        let id = directory::create_practitioner(&ctx, new.clone()).await.unwrap();
        assert_eq!(faults(directory::create_practitioner(&ctx, new.clone()).await), [("rpps", "fault-taken")]);
        let (shown, version) = directory::practitioner_form(&ctx, id).await.unwrap();
        assert_eq!(shown, form);
        world.pass(1);
        let married = NewPractitioner { family: "Marchetti-Nguyên".to_owned(), ..new };
        directory::edit_practitioner(&ctx, id, version, married.clone()).await.unwrap();
        assert_eq!(conflict(directory::edit_practitioner(&ctx, id, version, married).await), "conflict-changed-meanwhile");
        let view = directory::professional(&ctx, id).await.unwrap();
        assert_eq!(view.name, "Dr Hélène Marchetti-Nguyên");
        let found = professionals(&ctx, "nguyen").await;
        assert_eq!(found, ["Dr Hélène Marchetti-Nguyên"], "found under the new name");
        assert_eq!(world.actions().await[..2], ["practitioner.edited", "practitioner.created"]);
    }
}

on_both! {
    async fn only_an_administrator_changes_the_directory(world: World) {
        let _account = world.member("nurse", Profession::Nurse, &[]).await;
        let session = world.session("nurse").await;
        let ctx = world.ctx(&session);
        let form = PractitionerForm { given: "A".to_owned(), family: "B".to_owned(), ..PractitionerForm::default() };
        let new = NewPractitioner::parse(&form).unwrap();
        assert!(matches!(directory::create_practitioner(&ctx, new).await, Err(Error::Forbidden)));
        let who = session.practitioner;
        let view = directory::professional(&ctx, who).await.unwrap();
        assert!(!view.may_edit && view.may_manage_absence, "one's own absences");
        assert!(matches!(directory::practitioner_form(&ctx, who).await, Err(Error::Forbidden)));
        assert!(matches!(directory::end_role(&ctx, view.roles[0].id).await, Err(Error::Forbidden)));
        let absent = PractitionerId::from(uuid::Uuid::from_u128(5));
        assert!(matches!(directory::professional(&ctx, absent).await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn roles_and_programmes(world: World) {
        let ctx = administrator(&world).await;
        let (hospital, who) = (world.structure("hospital", "CHRU").await, world.professional("Dr", "Hélène", "Marchetti").await);
        let new = NewRole {
            practitioner: who,
            organization: hospital,
            profession: Profession::Psychiatrist,
            functions: [].into(),
            from: None,
            until: None,
        };
        let role = directory::give_role(&ctx, new.clone()).await.unwrap();
        assert_eq!(conflict(directory::give_role(&ctx, new.clone()).await), "conflict-role-exists");
        let join = |program: &str| NewMembership { role, program: program.to_owned(), as_what: ProgramRole::Answerer, from: None };
        let membership = directory::join_program(&ctx, join("advice-line")).await.unwrap();
        assert_eq!(directory::join_program(&ctx, join("advice-line")).await.unwrap(), membership, "once is enough");
        assert_eq!(faults(directory::join_program(&ctx, join("nowhere")).await), [("program", "fault-choice")]);

        world.account(who, "h.marchetti").await;
        let session = world.session("h.marchetti").await;
        assert!(session.professional.as_ref().unwrap().holds("advice-line", ProgramRole::Answerer));
        directory::leave_program(&ctx, membership).await.unwrap();
        assert!(!world.session("h.marchetti").await.professional.unwrap().holds("advice-line", ProgramRole::Answerer));
        world.pass(1);
        directory::join_program(&ctx, join("advice-line")).await.unwrap();
        world.pass(1);
        let ((), ()) = (directory::end_role(&ctx, role).await.unwrap(), directory::end_role(&ctx, role).await.unwrap());
        let view = directory::professional(&ctx, who).await.unwrap();
        assert!(view.roles[0].ended(ctx.now()) && view.roles[0].memberships.is_empty());
        assert_eq!(conflict(directory::join_program(&ctx, join("advice-line")).await), "conflict-role-ended");
        directory::give_role(&ctx, new).await.unwrap();
    }
}

async fn professionals(ctx: &Ctx, text: &str) -> Vec<String> {
    let filter = ProfessionalFilter { text: text.to_owned(), ..ProfessionalFilter::default() };
    let page = directory::professionals(ctx, &filter, None).await.unwrap();
    page.items.into_iter().map(|hit| hit.name).collect()
}

on_both! {
    async fn searching_as_one_types(world: World) {
        let ctx = world.system();
        let (hospital, practice) = (world.structure("hospital", "CHRU de Tours").await, world.structure("practice", "Cabinet des Halles").await);
        for (title, given, family, profession, place) in [
            ("Dr", "Hélène", "Marchetti", Profession::Psychiatrist, hospital),
            ("Dr", "Helena", "Marquet", Profession::GeneralPractitioner, practice),
            ("", "Marc", "Le Bihan", Profession::Nurse, practice),
            ("Mme", "Nadège", "N’Guyen-Cœur", Profession::SocialWorker, practice),
        ] {
            let who = world.professional(title, given, family).await;
            world.role(who, place, profession, &[]).await;
        }
        assert_eq!(professionals(&ctx, "").await, ["Marc Le Bihan", "Dr Hélène Marchetti", "Dr Helena Marquet", "Mme Nadège N’Guyen-Cœur"]);
        assert_eq!(professionals(&ctx, "marchetti").await[0], "Dr Hélène Marchetti");
        assert_eq!(professionals(&ctx, "MARCHETI hel").await, ["Dr Hélène Marchetti"]);
        assert_eq!(professionals(&ctx, "mar").await, ["Marc Le Bihan", "Dr Hélène Marchetti", "Dr Helena Marquet"].map(str::to_owned));
        assert_eq!(professionals(&ctx, "marc").await[0], "Marc Le Bihan", "the whole word first");
        assert_eq!(professionals(&ctx, "coeur").await, ["Mme Nadège N’Guyen-Cœur"]);
        assert!(professionals(&ctx, "zzzz").await.is_empty());
        assert!(professionals(&ctx, "marchetti zzzz").await.is_empty());

        let by_profession = ProfessionalFilter { profession: Some(Profession::Psychiatrist), ..ProfessionalFilter::default() };
        let (page, queries) = store::count::scope(directory::professionals(&ctx, &by_profession, None)).await;
        assert_eq!(queries, 2);
        let hit = &page.unwrap().items[0];
        assert_eq!((hit.name.as_str(), hit.roles[0].organization_name.as_str()), ("Dr Hélène Marchetti", "CHRU de Tours"));
        let here = ProfessionalFilter { text: "mar".to_owned(), organization: Some(practice), ..ProfessionalFilter::default() };
        assert_eq!(directory::professionals(&ctx, &here, None).await.unwrap().items.len(), 2);

        let filter = StructureFilter { text: "chru".to_owned(), ..StructureFilter::default() };
        let found = directory::structures(&ctx, &filter, None).await.unwrap().items;
        assert_eq!(found.iter().map(|it| (it.name.as_str(), it.professionals)).collect::<Vec<_>>(), [("CHRU de Tours", 1)]);
        let filter = StructureFilter { text: "le cabinet de halle".to_owned(), ..StructureFilter::default() };
        assert_eq!(directory::structures(&ctx, &filter, None).await.unwrap().items.len(), 1);
    }
}

on_both! {
    async fn pages_follow_one_another(world: World) {
        let ctx = world.system();
        let place = world.structure("practice", "Cabinet").await;
        for number in 0..45 {
            let letters: String = format!("{number:02}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
            let who = world.professional("", &letters, "Martin").await;
            if number % 9 == 0 {
                world.role(who, place, Profession::Nurse, &[]).await;
            }
        }
        for text in ["", "martin", "mart", "marten"] {
            let filter = ProfessionalFilter { text: text.to_owned(), ..ProfessionalFilter::default() };
            let (mut names, mut after) = (Vec::new(), None);
            loop {
                let page = directory::professionals(&ctx, &filter, after).await.unwrap();
                names.extend(page.items.into_iter().map(|hit| hit.name));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let mut expected = names.clone();
            expected.sort_unstable();
            expected.dedup();
            assert_eq!(names.len(), 45, "{text:?}");
            assert_eq!(names, expected, "{text:?}: each once, in order");
        }
    }
}

fn days(from: &str, until: &str) -> AbsenceForm {
    AbsenceForm { from: from.to_owned(), until: until.to_owned() }
}

on_both! {
    async fn absences(world: World) {
        world.member("h.marchetti", Profession::Psychiatrist, &[]).await;
        world.member("j.roy", Profession::Psychiatrist, &[]).await;
        world.member("nurse", Profession::Nurse, &[]).await;
        let session = world.session("h.marchetti").await;
        let (ctx, other) = (world.ctx(&session), world.session("j.roy").await);
        let (who, substitute) = (session.practitioner, other.practitioner);
        let answer = async |session: &care::accounts::Session| {
            let role = session.professional.as_ref().unwrap().role();
            let new = NewMembership { role, program: "advice-line".to_owned(), as_what: ProgramRole::Answerer, from: None };
            directory::join_program(&world.system(), new).await.unwrap();
        };
        let paris = jiff::tz::TimeZone::get("Europe/Paris").unwrap();
        let parse = |form: &AbsenceForm, of: PractitionerId, by| NewAbsence::parse(form, of, by, &paris, world.house.clock().now()).unwrap();
        let away = parse(&days("2026-11-24", "2026-11-27"), who, Some(substitute));
        answer(&session).await;
        assert_eq!(faults(absence::record(&ctx, away).await), [("substitute", "fault-not-a-substitute")]);
        assert!(absence::substitutes(&ctx, who).await.unwrap().is_empty(), "nobody else answers there yet");
        answer(&other).await;
        assert_eq!(absence::substitutes(&ctx, who).await.unwrap(), [(substitute, "Camille j roy".to_owned())]);
        let id = absence::record(&ctx, away).await.unwrap();
        let overlapping = parse(&days("27/11/2026", "30/11/2026"), who, None);
        assert_eq!(conflict(absence::record(&ctx, overlapping).await), "conflict-absence-overlaps");
        let back = parse(&days("2026-11-25", "2026-11-25"), substitute, Some(who));
        assert_eq!(faults(absence::record(&world.ctx(&other), back).await), [("substitute", "fault-substitute-away")]);
        let nurse = world.ctx(&world.session("nurse").await);
        let refused = absence::record(&nurse, parse(&days("2026-12-24", "2026-12-24"), who, None)).await;
        assert!(matches!(refused, Err(Error::NotFound | Error::Forbidden)), "{refused:?}");

        let (db, now) = (world.house.db().reader(), || world.house.clock().now());
        assert!(!absence::away(&db, &ctx, who, now()).await.unwrap());
        assert!(absence::substitutes_of(&db, &ctx, who, now()).await.unwrap().is_empty());
        world.clock.set("2026-11-23T23:00:00Z".parse().unwrap());
        assert!(absence::away(&db, &ctx, who, now()).await.unwrap(), "from midnight in Paris");
        assert_eq!(absence::substitutes_of(&db, &ctx, who, now()).await.unwrap(), [substitute]);
        assert_eq!(absence::stands_in_for(&db, &ctx, substitute, now()).await.unwrap(), [who]);
        assert_eq!(absence::away_among(&db, &ctx, &[who, substitute], now()).await.unwrap(), [who]);
        assert!(absence::away_among(&db, &ctx, &[], now()).await.unwrap().is_empty());
        let coming = absence::coming(&ctx, who).await.unwrap();
        assert!(coming[0].runs(now()));
        assert_eq!(coming[0].substitute_name.as_deref(), Some("Camille j roy"));

        assert!(absence::withdraw(&nurse, id).await.is_err());
        absence::withdraw(&ctx, id).await.unwrap();
        absence::withdraw(&ctx, id).await.unwrap();
        assert!(!absence::away(&db, &ctx, who, now()).await.unwrap(), "at once");
        assert!(absence::coming(&ctx, who).await.unwrap().is_empty());
        absence::record(&ctx, away).await.unwrap();
        let actions = world.actions().await;
        assert_eq!(actions.iter().filter(|it| *it == "absence.withdrawn").count(), 1);
        assert_eq!(actions.iter().filter(|it| *it == "absence.recorded").count(), 2);
    }
}
