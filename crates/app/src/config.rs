//! Configuration: `maillage.toml`, overridden by `MAILLAGE_*` environment variables, overridden by flags.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;

/// How an instance is set up.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub(crate) database: String,
    /// Where to listen.
    pub(crate) listen: SocketAddr,
    /// The master key; made if absent. By default beside an SQLite file.
    pub(crate) key_file: Option<PathBuf>,
    /// Folder or `s3://bucket/prefix` of attachments and letters. By default beside an SQLite file.
    pub(crate) documents: Option<String>,
    /// Options of the service that keeps documents (`aws_region`, `aws_endpoint` …).
    pub(crate) documents_options: std::collections::BTreeMap<String, String>,
    /// Folder of programme files; the shipped ones if absent.
    pub(crate) programs: Option<PathBuf>,
    /// Folder of policies; the shipped ones if absent.
    pub(crate) policies: Option<PathBuf>,
    /// Whether browsers reach the service over TLS, through a reverse proxy.
    pub(crate) https: bool,
    /// Other origins that may send forms.
    pub(crate) trusted_origins: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:data/maillage.db".to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            key_file: None,
            documents: None,
            documents_options: std::collections::BTreeMap::new(),
            programs: None,
            policies: None,
            https: false,
            trusted_origins: Vec::new(),
        }
    }
}

impl Config {
    /// Reads the file, the environment, the flag.
    pub(crate) fn load(file: Option<&Path>, database: Option<String>) -> Result<Self, Failure> {
        let (path, must) = (file.unwrap_or(Path::new("maillage.toml")), file.is_some());
        let mut config = match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(|error: toml::de::Error| {
                let start = error.span().map_or(0, |span| span.start);
                let line = text[..start.min(text.len())].matches('\n').count() + 1;
                Failure::new(format!("{}:{line}: {}", path.display(), error.message()))
            })?,
            Err(error) if must => return Err(Failure::new(format!("{}: {error}", path.display()))),
            Err(_) => Self::default(),
        };
        let var = |name: &str| std::env::var(format!("MAILLAGE_{name}")).ok().filter(|it| !it.is_empty());
        if let Some(url) = database.or_else(|| var("DATABASE")) {
            config.database = url;
        }
        if let Some(text) = var("LISTEN") {
            config.listen = text
                .parse()
                .map_err(|_| Failure::new("MAILLAGE_LISTEN: write an address such as 127.0.0.1:8080"))?;
        }
        config.key_file = var("KEY_FILE").map(PathBuf::from).or(config.key_file);
        config.documents = var("DOCUMENTS").or(config.documents);
        config.programs = var("PROGRAMS").map(PathBuf::from).or(config.programs);
        config.policies = var("POLICIES").map(PathBuf::from).or(config.policies);
        config.https = var("HTTPS").map_or(config.https, |text| text == "true" || text == "1");
        Ok(config)
    }

    /// Where the master key is.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.folder().join("maillage.key"))
    }

    /// Where documents are kept.
    pub(crate) fn documents(&self) -> String {
        self.documents.clone().unwrap_or_else(|| self.folder().join("documents").display().to_string())
    }

    /// The folder of an SQLite file; `data` for a server.
    fn folder(&self) -> PathBuf {
        let file = self.database.strip_prefix("sqlite:").map(|path| Path::new(path.trim_start_matches("//")));
        match file.and_then(Path::parent) {
            Some(folder) => folder.to_path_buf(),
            None => PathBuf::from("data"),
        }
    }
}
