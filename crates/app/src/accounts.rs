//! `maillage user`: local accounts, from the command line.

use care::Ctx;
use care::access::Actor;
use care::accounts::{self, Login, NewAccount};
use care::directory::{
    NewOrganization, NewPractitioner, NewRole, OrganizationForm, PractitionerForm, create_organization,
    create_practitioner, give_role,
};
use kernel::Locale;

use crate::cli::{User, UserCommand};
use crate::config::Config;
use crate::failure::Failure;
use crate::instance::{self, For};
use crate::output::{print, say};

pub(crate) async fn run(config: &Config, asked: User) -> Result<(), Failure> {
    let house = instance::working(config, For::Order).await?;
    let ctx = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    let done = act(&ctx, asked.command).await;
    house.db().close().await;
    done
}

async fn act(ctx: &Ctx, command: UserCommand) -> Result<(), Failure> {
    match command {
        UserCommand::Add { login, given, family, title, organization, profession, functions } => {
            let login = parsed(&login)?;
            let profession = profession
                .parse()
                .map_err(|_| Failure::new(format!("--profession: {profession:?} is not a profession")))?;
            let functions = functions
                .iter()
                .map(|it| {
                    it.parse().map_err(|_| Failure::new(format!("--function: {it:?} is not a function")))
                })
                .collect::<Result<_, _>>()?;
            let place = OrganizationForm {
                kind: "other".to_owned(),
                name: organization,
                ..OrganizationForm::default()
            };
            let person = PractitionerForm { title, family, given, ..PractitionerForm::default() };
            let practitioner = NewPractitioner::parse(&person)?;
            let organization = create_organization(ctx, NewOrganization::parse(&place, None)?).await?;
            let practitioner = create_practitioner(ctx, practitioner).await?;
            let role = NewRole { practitioner, organization, profession, functions, from: None, until: None };
            give_role(ctx, role).await?;
            let added = accounts::add(ctx, NewAccount { login, practitioner, password: None }).await?;
            if let Some(password) = added.password {
                print(password.as_str())?;
            }
        }
        UserCommand::Reset { login } => {
            let account = accounts::find(ctx, &parsed(&login)?).await?;
            print(accounts::reset(ctx, account).await?.as_str())?;
        }
        UserCommand::Disable { login } => {
            let account = accounts::find(ctx, &parsed(&login)?).await?;
            accounts::disable(ctx, account).await?;
            say("The account is closed and its sessions are over.");
        }
    }
    Ok(())
}

fn parsed(login: &str) -> Result<Login, Failure> {
    Login::parse("login", login).map_err(|_| {
        Failure::new(format!("--login: {login:?} is not a login; use letters, figures, dots and hyphens"))
    })
}
