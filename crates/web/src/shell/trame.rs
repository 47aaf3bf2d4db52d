//! The timeline of a record: four threads, one for each area, a knot for each event, a bar where areas meet.

use std::borrow::Borrow;

use askama::Template;

use super::{Icon, Tone, component};
use crate::i18n::T;

component!(Trame);

/// An area of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The body.
    Somatic,
    /// The mind.
    Psychiatric,
    /// Rights, housing, work, ties.
    Social,
    /// Who does what, and when.
    Coordination,
}

impl Area {
    /// The areas in the order they are always shown in.
    pub const ALL: [Self; 4] = [Self::Somatic, Self::Psychiatric, Self::Social, Self::Coordination];

    /// Its name.
    pub fn label(self, t: impl Borrow<T>) -> &'static str {
        let t = t.borrow();
        match self {
            Self::Somatic => t.area_somatic(),
            Self::Psychiatric => t.area_psychiatric(),
            Self::Social => t.area_social(),
            Self::Coordination => t.area_coordination(),
        }
    }

    /// Its colour.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Somatic => Tone::Somatic,
            Self::Psychiatric => Tone::Psychiatric,
            Self::Social => Tone::Social,
            Self::Coordination => Tone::Coordination,
        }
    }

    /// Its icon.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Somatic => Icon::Somatic,
            Self::Psychiatric => Icon::Psychiatric,
            Self::Social => Icon::Social,
            Self::Coordination => Icon::Coordination,
        }
    }

    const fn lane(self) -> usize {
        self as usize
    }
}

/// An event of the timeline.
#[derive(Clone, Debug)]
pub struct TrameEntry {
    /// The areas it touches; none for what is about who the person is.
    pub areas: Vec<Area>,
    /// When, in words (« 16 nov. »).
    pub when: String,
    /// When, for machines (`2026-11-16`).
    pub datetime: String,
    /// What happened.
    pub title: String,
    /// The page about it.
    pub href: Option<String>,
    /// Who, a smaller line.
    pub by: String,
}

impl TrameEntry {
    /// The knots: each area, and how many lanes back the one before it lies.
    fn knots(&self) -> Vec<(Tone, usize)> {
        let mut areas = self.areas.clone();
        areas.sort_unstable();
        areas.dedup();
        let mut last = None;
        let knot = |area: Area| {
            let span = last.map_or(0, |before: usize| area.lane() - before);
            last = Some(area.lane());
            (area.tone(), span)
        };
        areas.into_iter().map(knot).collect()
    }
}

/// The timeline, newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "components/trame.html")]
pub struct Trame {
    /// The texts.
    pub t: T,
    /// The events.
    pub entries: Vec<TrameEntry>,
}
