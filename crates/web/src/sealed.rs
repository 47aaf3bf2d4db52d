//! Identifiers in URLs: opaque, revealing neither time nor order.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use care::{Error, House};
use kernel::{Cursor, CursorSealer};
use uuid::Uuid;

use crate::failure::Failure;
use crate::server::Web;

/// Identifiers of a path, opened. A malformed one reads like an absent one.
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(
    /// The identifier.
    pub T,
);

impl<T: From<Uuid> + Send> FromRequestParts<Web> for Id<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failure> {
        let Path(text) =
            Path::<String>::from_request_parts(parts, web).await.map_err(|_| Failure(Error::NotFound))?;
        Ok(Self(open(&web.house, &text)?))
    }
}

/// Two identifiers of a path, opened.
#[derive(Debug, Clone, Copy)]
pub struct Ids<A, B>(
    /// The first.
    pub A,
    /// The second.
    pub B,
);

impl<A: From<Uuid> + Send, B: From<Uuid> + Send> FromRequestParts<Web> for Ids<A, B> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failure> {
        let Path((first, second)) = Path::<(String, String)>::from_request_parts(parts, web)
            .await
            .map_err(|_| Failure(Error::NotFound))?;
        Ok(Self(open(&web.house, &first)?, open(&web.house, &second)?))
    }
}

/// Opens an identifier as it stands in a URL or a form.
pub fn open<T: From<Uuid>>(house: &House, text: &str) -> Result<T, Error> {
    let sealed: Uuid = text.parse().map_err(|_| Error::NotFound)?;
    Ok(T::from(house.sealer().open(sealed)))
}

/// Where a page of the list called `list` begins, as it stands in a URL; the list’s beginning for whatever is not a page
/// of it.
pub(crate) fn open_cursor(house: &House, list: &str, text: Option<&str>) -> Option<Cursor> {
    cursors(house).open(list, text?).ok()
}

/// Where a page of the list called `list` begins, as it stands in a URL.
pub(crate) fn seal_cursor(house: &House, list: &str, cursor: Cursor) -> String {
    cursors(house).seal(list, cursor)
}

fn cursors(house: &House) -> CursorSealer {
    CursorSealer::new(house.keys().cursor())
}

/// An identifier as it stands in a URL or a form.
pub fn seal(house: &House, id: impl Into<Uuid>) -> String {
    house.sealer().seal(id.into()).to_string()
}
