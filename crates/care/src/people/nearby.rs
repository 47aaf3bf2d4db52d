//! Who of the public directory is near the home of a person.

use kernel::places::{self, Commune};
use policy::{Action, Reason, Resource};

use super::{Person, read, ties};
use crate::directory::public::{Accepting, Code, Near, Point, Wanted, codes, nearest, seen_from};
use crate::{Ctx, PathwayId, PersonId, PublicPracticeId, Result, Seen, pathways};

/// Whom one looks for near a person's home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearbySought {
    /// Code of the profession.
    pub profession: String,
    /// Codes of know-hows, of which one is enough; none for anybody of the profession.
    pub specialities: Vec<String>,
    /// Only those of whom somebody said all this.
    pub accepting: Accepting,
    /// The commune around which one looks, as typed: its name, its postal code, or both. Empty for the one in which they live.
    pub around: String,
    /// The pathway and its step for which one looks: whom the person would like comes first there.
    pub handover: Option<(PathwayId, String)>,
}

/// Who is near.
#[derive(Debug, Clone, PartialEq)]
pub struct NearbyView {
    /// The person.
    pub person: Person,
    /// Why the actor may look.
    pub reason: Reason,
    /// The commune around which one looks; absent where it is not known.
    pub around: Option<Commune>,
    /// Its middle.
    pub from: Option<Point>,
    /// Whom the person would like, then the nearest first.
    pub found: Vec<Near>,
    /// The exercise that the person would like, where it is among them.
    pub wished: Option<PublicPracticeId>,
    /// The professions and specialities of the directory; none before one was taken in.
    pub codes: Vec<Code>,
}

/// How many are shown.
pub const SHOWN: usize = 20;

/// The professionals of the public directory nearest to the commune in which a person lives, or to another; journalled. For whoever may
/// send a request under the person's name: looking for somebody is how that begins.
///
/// # Errors
/// [`crate::Error::NotFound`] when the person is hidden; [`crate::Error::Forbidden`] for whoever may not ask about them, or
/// may not consult the directory.
pub async fn nearby(ctx: &Ctx, person: PersonId, sought: NearbySought) -> Result<NearbyView> {
    let db = ctx.reader();
    let facts = ties(ctx, &db, person).await?.facts;
    let id = PersonId::from(facts.id);
    let reason = ctx.permit(Action::AskAboutPerson, &Resource::Person(facts))?;
    let codes = codes(ctx).await?;
    let person = read(ctx, &db, id).await?;
    ctx.saw(Seen {
        action: "person.nearby_read",
        kind: "person",
        object: Some(id.uuid()),
        persons: vec![id.uuid()],
        ground: reason.policy.to_string(),
    });
    let NearbySought { profession, specialities, accepting, around, handover } = sought;
    let around = match around.trim() {
        "" => person.address.place(),
        typed => places::find(typed, 1).pop(),
    };
    let from = around.as_ref().and_then(|commune| commune.position).map(Point::from);
    let wished = match &handover {
        Some((pathway, step)) => pathways::wished(ctx, &db, id, (*pathway, step)).await?,
        None => None,
    };
    let Some(point) = from else {
        return Ok(NearbyView { person, reason, around, from, found: Vec::new(), wished: None, codes });
    };
    let mut found = nearest(ctx, &Wanted { profession, specialities, from: point, accepting }, SHOWN).await?;
    let wished = match wished {
        // Whatever else was asked, and however far: it is their wish.
        Some(wished) => seen_from(ctx, wished, point).await?,
        None => None,
    };
    let wished = wished.map(|it| {
        let id = it.id;
        found.retain(|other| other.id != id);
        found.insert(0, it);
        id
    });
    Ok(NearbyView { person, reason, around, from, found, wished, codes })
}
