//! The frame around every page: who is signed in, the menu, the finder, the languages, the foot.

use super::{Icon, Link, Why};
use crate::assets;
use crate::i18n::{Locale, T};

/// What `layout.html` needs to know. Every page has one as its field `shell`.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The texts, in the language of the page.
    pub t: T,
    /// The address of this page, for GET: where the language switch comes back to.
    pub path: String,
    /// Who is signed in, if anybody.
    pub signed_in: Option<SignedIn>,
    /// The menu, in the order of the bar; a phone shows the first three or four.
    pub nav: Vec<NavItem>,
    /// Whether this person may look for persons.
    pub finder: bool,
    /// What the foot says first (« Chaque consultation d’un dossier est inscrite au journal. »).
    pub foot: Option<String>,
    /// The links at the foot.
    pub links: Vec<Link>,
    /// An emergency access under way, shown above everything.
    pub glass: Option<Glass>,
    /// Why the reader sees what the page shows; a page that says it under its own title leaves the block `why` empty.
    pub why: Option<Why>,
}

/// The person signed in, as the frame shows them.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// An opaque id of the account (sealed): what is kept in the browser is kept under it.
    pub key: String,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// « HM ».
    pub initials: String,
    /// The role now played, and where: « Psychiatre · CMP des Tanneurs ».
    pub role: String,
    /// Every role this person has, the one now played included; shown when there are several.
    pub roles: Vec<Role>,
}

/// A role one may switch to.
#[derive(Clone, Debug)]
pub struct Role {
    /// The (sealed) id sent by the switch.
    pub id: String,
    /// « Médecin coordinateur · DAC 37 ».
    pub label: String,
    /// Whether it is the one now played.
    pub current: bool,
}

/// An entry of the menu.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// What it says.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// Its icon, shown on phones.
    pub icon: Icon,
    /// The letter after `g` that goes there.
    pub key: char,
    /// Whether the page is in this part.
    pub current: bool,
}

/// An emergency access: what is open, until when, who was told; and the way to end it.
#[derive(Clone, Debug)]
pub struct Glass {
    /// The sentence.
    pub words: String,
    /// Where ending it is POSTed.
    pub end: String,
}

impl Shell {
    /// The frame of a page for nobody in particular: signing in, an error before that.
    pub fn anonymous(locale: Locale, path: impl ToString) -> Self {
        let t = T::new(locale);
        Self {
            t,
            path: path.to_string(),
            signed_in: None,
            nav: Vec::new(),
            finder: false,
            foot: None,
            links: Vec::new(),
            glass: None,
            why: None,
        }
    }

    /// The frame of a page for the person signed in.
    pub fn signed_in(locale: Locale, path: impl ToString, who: SignedIn, nav: Vec<NavItem>) -> Self {
        let anonymous = Self::anonymous(locale, path);
        let t = anonymous.t;
        Self { signed_in: Some(who), nav, finder: true, foot: Some(t.foot_journal().to_owned()), ..anonymous }
    }

    /// The entries a phone’s bar has no room for: they are behind « Plus ».
    pub(crate) fn more(&self) -> &[NavItem] {
        if self.nav.len() > 4 { &self.nav[3..] } else { &[] }
    }

    /// The entries of the bar, each with whether a phone has room for it too.
    pub(crate) fn bar(&self) -> impl Iterator<Item = (&NavItem, bool)> {
        let room = if self.nav.len() > 4 { 3 } else { 4 };
        self.nav.iter().enumerate().map(move |(place, item)| (item, place < room))
    }

    /// Whether the page is behind « Plus ».
    pub(crate) fn more_is_current(&self) -> bool {
        self.more().iter().any(|item| item.current)
    }

    /// The language code of the page.
    pub(crate) fn lang(&self) -> &'static str {
        self.t.locale.tag()
    }

    /// The second style sheet, for pages that show a record, a letter or a report: they link it in their block
    /// `sheets`.
    pub fn more_css(&self) -> &'static str {
        assets::MORE_CSS
    }
}
