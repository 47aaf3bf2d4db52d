//! How an import is carried out: why its author is around the persons whom it creates, and what those were told.

use policy::{Action, Reason, Resource};
use serde::{Deserialize, Serialize};

use super::known::may_manage;
use crate::fields::{self, Faults};
use crate::people::{How, MemberKind, PlaceCode, TeamGround, joined, usual_compartments};
use crate::rights::Channel;
use crate::{Ctx, Error, Result};

/// How an import is carried out, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunForm {
    /// Code of a [`TeamGround`].
    pub ground: String,
    /// Code of a [`How`], where the persons were told of exchange and sharing, or consented.
    pub told: String,
    /// Code of a [`Channel`]: how what was filed was filed.
    pub channel: String,
}

/// How an import is carried out, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRun {
    /// Why the author is around the persons whom it creates.
    pub ground: TeamGround,
    /// How those were told, if they were.
    pub told: Option<How>,
    /// How what was filed was filed; absent where nothing was.
    pub channel: Option<Channel>,
}

impl NewRun {
    /// Reads what was typed; `files` says whether applications are filed.
    pub fn parse(form: &RunForm, files: bool) -> Result<Self> {
        let mut faults = Faults::new();
        let ground = faults.take(fields::choice("ground", &form.ground));
        let told = match form.told.trim() {
            "" => None,
            code => faults.take(fields::choice("told", code)),
        };
        let channel = if files { faults.take(fields::choice("channel", &form.channel)) } else { None };
        if ground == Some(TeamGround::Consent) && told.is_none() {
            faults.push("told", "fault-consent-needed");
        }
        faults.done()?;
        let ground =
            ground.ok_or_else(|| Error::Bug("a form without faults has all its values".to_owned()))?;
        Ok(Self { ground, told, channel })
    }
}

/// The place of the author around a person whom the import creates, and why they may create them and run their rights.
#[derive(Debug, Clone)]
pub(super) struct Around {
    pub(super) run: NewRun,
    pub(super) place: PlaceCode,
    pub(super) kind: MemberKind,
    /// The compartments that the place opens, as they are stored.
    pub(super) opens: String,
    pub(super) creates: Reason,
    pub(super) manages: Reason,
}

impl Around {
    /// The place that goes with this ground.
    pub(super) fn of(ctx: &Ctx, run: NewRun) -> Result<Self> {
        let creates = ctx.permit(Action::CreatePerson, &Resource::Territory(ctx.territory()))?;
        let profession = ctx.actor().professional()?.principal.profession;
        let refusal = || Error::invalid("ground", "fault-choice");
        let place = PlaceCode::of(profession, run.ground).ok_or_else(refusal)?;
        let manages = may_manage(ctx, place, false).map_err(|_| refusal())?;
        let kind = MemberKind::usual(profession);
        let opens = joined(&usual_compartments(kind));
        Ok(Self { run, place, kind, opens, creates, manages })
    }
}

/// The grounds on which the actor may both create persons and run their rights, as the policy says. They are those of a
/// social profession, and the person's consent for the others.
pub fn grounds(ctx: &Ctx) -> Result<Vec<TeamGround>> {
    let profession = ctx.actor().professional()?.principal.profession;
    let runs = |ground: &TeamGround| {
        PlaceCode::of(profession, *ground).is_some_and(|place| may_manage(ctx, place, false).is_ok())
    };
    Ok(TeamGround::ALL.into_iter().filter(runs).collect())
}

/// Whether the actor may take a spreadsheet over: they create persons, and run the rights of those whom they create.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not.
pub fn may(ctx: &Ctx) -> Result<Reason> {
    let reason = ctx.permit(Action::CreatePerson, &Resource::Territory(ctx.territory()))?;
    if grounds(ctx)?.is_empty() { Err(Error::Forbidden) } else { Ok(reason) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(form: &RunForm, files: bool) -> Vec<(&'static str, &'static str)> {
        match NewRun::parse(form, files) {
            Ok(_) => Vec::new(),
            Err(Error::Invalid(faults)) => faults.iter().map(|fault| (fault.field, fault.key)).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_has_to_be_said() {
        let form = |ground: &str, told: &str, channel: &str| RunForm {
            ground: ground.to_owned(),
            told: told.to_owned(),
            channel: channel.to_owned(),
        };
        assert!(keys(&form("chosen_by_person", "", ""), false).is_empty());
        assert!(keys(&form("chosen_by_person", "in_person", "post"), true).is_empty());
        let empty = keys(&RunForm::default(), true);
        assert_eq!(empty, [("ground", "fault-required"), ("channel", "fault-required")]);
        assert_eq!(keys(&form("consent", "", ""), false), [("told", "fault-consent-needed")]);
        let stored = NewRun::parse(&form("formal_team", "phone", "online"), true).unwrap();
        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(serde_json::from_str::<NewRun>(&json).unwrap(), stored);
    }
}
