//! What the HTTP stories share: an instance on either engine with a clock that only the test moves, named personas,
//! a browser without a screen, the leak crawl and the twin worlds.

mod app;
mod browser;
mod crawl;
mod documents;
mod entropy;
mod fillings;
mod records;
mod sources;
mod twins;

pub use app::{App, Engine};
pub(crate) use browser::encode;
pub use browser::{Browser, Seen};
pub use crawl::{Canary, PageForm, acts, bodies, crawl, crawl_acts, forms};
pub use documents::readable;
pub use entropy::Reseedable;
pub use fillings::Fillings;
pub use records::{Note, text};
pub use sources::sources;
pub use twins::{Reader, Twins};

/// Declares a story and runs it on both engines.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($app:ident) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($app: $crate::App) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story($crate::App::start($crate::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                story($crate::App::start($crate::Engine::Postgres).await).await;
            }
        }
    };
}
