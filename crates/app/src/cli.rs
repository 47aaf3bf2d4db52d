//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The shared record and workflow of those who care together.
#[derive(Debug, Parser)]
#[command(name = "maillage", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// Database: sqlite:PATH or postgres://user:password@host/name.
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// Configuration file; maillage.toml beside the program's working folder if it is there.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a fresh, populated, fictional world and serves it.
    Demo(Demo),
    /// Serves a territory; applies migrations first.
    Serve(Serve),
    /// Applies migrations.
    Migrate,
    /// Fills an empty database with a synthetic territory, for tests and load.
    Seed(Seed),
    /// Takes in what others publish.
    Import(Import),
    /// Prints the indicators of a programme.
    Report(Report),
    /// The journal.
    Audit(Audit),
    /// Local accounts.
    User(User),
    /// Prints every route that the service answers.
    Routes(Routes),
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Folder of the world; whatever world is in it is made anew, unless it is kept.
    #[arg(long, default_value = "data/demo")]
    pub(crate) data: PathBuf,
    /// Makes the world and stops.
    #[arg(long)]
    pub(crate) prepare_only: bool,
    /// Serves the world that the folder already holds.
    #[arg(long, conflicts_with_all = ["prepare_only", "persons"])]
    pub(crate) keep: bool,
    /// The day on which the world stands.
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<jiff::civil::Date>,
    /// How the accounts are printed.
    #[arg(long, value_enum, default_value_t = Table::Text)]
    pub(crate) format: Table,
    /// How many persons there are.
    #[arg(long, default_value_t = 320)]
    pub(crate) persons: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen.
    #[arg(long)]
    pub(crate) listen: Option<SocketAddr>,
}

#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// How many persons.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) persons: u32,
    /// What chance begins with: the same seed, day and number make the same territory.
    #[arg(long = "seed", value_name = "SEED", default_value_t = 37)]
    pub(crate) chance: u64,
    /// The day up to which it is told; today unless given.
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<jiff::civil::Date>,
    /// How many requests, at most one for each person; one for ten persons unless given.
    #[arg(long)]
    pub(crate) requests: Option<u32>,
    /// How many of the requests are open; one in twenty unless given.
    #[arg(long)]
    pub(crate) open: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(subcommand)]
    pub(crate) what: ImportWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportWhat {
    /// The public directory of professionals: what is new is taken, what changed updated, what left closed.
    Directory {
        /// The text PS_LibreAcces_Personne_activite, out of its archive.
        file: PathBuf,
        /// Format of the report.
        #[arg(long, value_enum, default_value_t = Table::Text)]
        format: Table,
    },
    /// A questionnaire (FHIR R4, JSON): a new one or a new version is taken; the same file with the status `retired` retires it.
    Questionnaire {
        /// The file.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Programme.
    #[arg(long)]
    pub(crate) program: String,
    /// First day.
    #[arg(long)]
    pub(crate) from: jiff::civil::Date,
    /// Last day, included.
    #[arg(long)]
    pub(crate) to: jiff::civil::Date,
    /// Format of the result.
    #[arg(long, value_enum, default_value_t = ReportFormat::Json)]
    pub(crate) format: ReportFormat,
    /// For whom: a funder gets small counts suppressed.
    #[arg(long, value_enum, default_value_t = AudienceArg::Team)]
    pub(crate) audience: AudienceArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// JSON.
    Json,
    /// Comma-separated values.
    Csv,
    /// An Excel workbook: send it to a file.
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AudienceArg {
    /// The care teams.
    Team,
    /// A funder.
    Funder,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    pub(crate) command: AuditCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Checks the chain; ends with 1 and names the first broken link.
    Verify {
        /// Format of the result.
        #[arg(long, value_enum, default_value_t = Table::Text)]
        format: Table,
    },
}

#[derive(Debug, Args)]
pub(crate) struct User {
    #[command(subcommand)]
    pub(crate) command: UserCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Opens an account for a new professional; prints the password once.
    Add {
        /// Name to sign in with.
        #[arg(long)]
        login: String,
        /// Given name.
        #[arg(long)]
        given: String,
        /// Family name.
        #[arg(long)]
        family: String,
        /// « Dr », « Pr », « M. », « Mme », or nothing.
        #[arg(long, default_value = "")]
        title: String,
        /// Name of the structure; created if there is none.
        #[arg(long)]
        organization: String,
        /// Profession, for example `general_practitioner` or `non_health`.
        #[arg(long, default_value = "non_health")]
        profession: String,
        /// Functions, for example `administrator`.
        #[arg(long = "function")]
        functions: Vec<String>,
    },
    /// Gives an account a new password, printed once.
    Reset {
        /// Name to sign in with.
        #[arg(long)]
        login: String,
    },
    /// Closes an account and its sessions.
    Disable {
        /// Name to sign in with.
        #[arg(long)]
        login: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Routes {
    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Table::Text)]
    pub(crate) format: Table,
}
