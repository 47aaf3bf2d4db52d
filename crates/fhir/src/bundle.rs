//! The Bundle: many resources in one file.

use crate::datatypes::{Identifier, Meta};
use crate::date::DateTime;
use crate::node::element;
use crate::primitive::Raw;

element! {
    /// Many resources in one.
    Bundle {
        /// Its identifier.
        id = "id": Option<String>,
        /// What is said about it.
        meta = "meta": Option<Meta>,
        /// Its language.
        language = "language": Option<String>,
        /// Its number.
        identifier = "identifier": Option<Identifier>,
        /// `collection`, `batch`, `transaction`, `document`, `searchset` …
        r#type = "type": Option<String>,
        /// When it was made.
        timestamp = "timestamp": Option<DateTime>,
        /// How many were found.
        total = "total": Option<Raw>,
        /// Where the rest is.
        link = "link": Vec<Raw>,
        /// The resources.
        entry = "entry": Vec<BundleEntry>,
        /// By whom it is signed.
        signature = "signature": Option<Raw>,
    }
}

element! {
    /// A resource in a Bundle.
    BundleEntry {
        /// Within the Bundle.
        id = "id": Option<String>,
        /// More than R4 has.
        extension = "extension": Vec<Raw>,
        /// What is linked to it.
        link = "link": Vec<Raw>,
        /// Its address.
        full_url = "fullUrl": Option<String>,
        /// The resource.
        resource = "resource": Option<Raw>,
        /// How it was found.
        search = "search": Option<Raw>,
        /// What a batch or transaction asks to be done with it.
        request = "request": Option<Request>,
        /// What was done with it.
        response = "response": Option<Raw>,
    }
}

element! {
    /// What a batch or a transaction asks to be done.
    Request {
        /// Within the element.
        id = "id": Option<String>,
        /// `POST`, `PUT`, `DELETE` …
        method = "method": Option<String>,
        /// To what.
        url = "url": Option<String>,
        /// Unless that version stands.
        if_none_match = "ifNoneMatch": Option<String>,
        /// Unless nothing changed since.
        if_modified_since = "ifModifiedSince": Option<DateTime>,
        /// If that version stands.
        if_match = "ifMatch": Option<String>,
        /// Unless one like it is there.
        if_none_exist = "ifNoneExist": Option<String>,
    }
}
