//! A small HTTP client: one connection kept alive, one request after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::Failure;

/// A visitor.
pub(crate) struct Visitor {
    stream: BufReader<TcpStream>,
    cookie: Option<String>,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    cookie: Option<String>,
}

impl Visitor {
    pub(crate) fn at(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream: BufReader::new(stream), cookie: None })
    }

    /// The same visitor on a connection of their own.
    pub(crate) fn again(&self, address: SocketAddr) -> Result<Self, Failure> {
        Ok(Self { cookie: self.cookie.clone(), ..Self::at(address)? })
    }

    pub(crate) fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// Signs in as one of the cast.
    pub(crate) fn sign_in(address: SocketAddr, login: &str) -> Result<Self, Failure> {
        let mut visitor = Self::at(address)?;
        let body = format!("login={login}&password={}&next=%2F", care::stories::PASSWORD);
        let reply = visitor.post("/login", &body, "")?;
        visitor.cookie = reply.cookie;
        if visitor.cookie.is_none() {
            return Err(format!("{login} is not let in: {}", reply.status).into());
        }
        Ok(visitor)
    }

    pub(crate) fn get(&mut self, path: &str) -> Result<Reply, Failure> {
        let head = format!("GET {path} HTTP/1.1\r\nhost: bench\r\n{}\r\n", self.cookies());
        self.ask(head.as_bytes())
    }

    pub(crate) fn post(&mut self, path: &str, body: &str, headers: &str) -> Result<Reply, Failure> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\n{}{headers}content-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            self.cookies(),
            body.len()
        );
        self.ask(head.as_bytes())
    }

    fn cookies(&self) -> String {
        self.cookie.as_ref().map(|it| format!("cookie: {it}\r\n")).unwrap_or_default()
    }

    fn ask(&mut self, bytes: &[u8]) -> Result<Reply, Failure> {
        self.stream.get_mut().write_all(bytes)?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|it| it.parse().ok()).ok_or("no HTTP")?;
        let mut reply = Reply { status, body: Vec::new(), cookie: None };
        let (mut length, mut chunked) = (0, false);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "set-cookie" if value.starts_with("session=") => {
                    reply.cookie = value.split(';').next().map(str::to_owned);
                }
                _ => {}
            }
        }
        if !chunked {
            reply.body.resize(length, 0);
            self.stream.read_exact(&mut reply.body)?;
            return Ok(reply);
        }
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16)?;
            let start = reply.body.len();
            reply.body.resize(start + size, 0);
            self.stream.read_exact(&mut reply.body[start..])?;
            line.clear();
            self.stream.read_line(&mut line)?;
            if size == 0 {
                return Ok(reply);
            }
        }
    }
}

/// Replies a second that so many visitors get, each asking again as soon as answered, for so long.
pub(crate) fn load(address: SocketAddr, like: &Visitor, path: &str, seconds: f64) -> Result<f64, Failure> {
    let (over, replies) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let mut visitors = Vec::new();
    for _ in 0..VISITORS {
        let mut visitor = like.again(address)?;
        let (path, over, replies) = (path.to_owned(), over.clone(), replies.clone());
        visitors.push(std::thread::spawn(move || -> Result<(), Failure> {
            while !over.load(Ordering::Relaxed) {
                let reply = visitor.get(&path)?;
                if reply.status != 200 {
                    return Err(format!("{path}: {}", reply.status).into());
                }
                replies.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        }));
    }
    std::thread::sleep(Duration::from_millis(200));
    let (start, before) = (Instant::now(), replies.load(Ordering::Relaxed));
    std::thread::sleep(Duration::from_secs_f64(seconds));
    let (took, after) = (start.elapsed(), replies.load(Ordering::Relaxed));
    over.store(true, Ordering::Relaxed);
    for visitor in visitors {
        visitor.join().map_err(|_| "a visitor stumbled")??;
    }
    #[allow(clippy::cast_precision_loss)] // counts of a few seconds
    Ok((after - before) as f64 / took.as_secs_f64())
}

/// Visitors at once.
pub(crate) const VISITORS: usize = 16;

/// The place in order of a share of the values, which are sorted here.
pub(crate) fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = ((values.len() as f64 * share).ceil() as usize).saturating_sub(1);
    values.get(at).copied().unwrap_or(0.0)
}
