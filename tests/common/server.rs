//! A PostgreSQL server for tests: a fresh database per story, and a line to it that breaks at the worst moments.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use futures_util::FutureExt as _;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

static MADE: AtomicU64 = AtomicU64::new(0);

/// Runs the story with the address of a fresh database, which goes with it; names it as skipped where there is no server.
pub(crate) async fn on_fresh_database<F: Future<Output = ()>>(name: &str, story: impl FnOnce(String) -> F) {
    let Ok(server) = std::env::var("RECEPIS_POSTGRES") else {
        // Past the test harness, which swallows what a passing test prints.
        let line = format!("skipped: {name} on PostgreSQL (RECEPIS_POSTGRES names no server)\n");
        std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes()).unwrap();
        return;
    };
    let database = format!("recepis_test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::SeqCst));
    run(&server, &format!("create database {database}")).await.unwrap();
    let ended = AssertUnwindSafe(story(with_database(&server, &database))).catch_unwind().await;
    run(&server, &format!("drop database {database} with (force)")).await.unwrap();
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
}

/// The server's address with another database in it.
pub(crate) fn with_database(server: &str, database: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, None), |(address, rest)| (address, Some(rest)));
    let host = address.strip_prefix("postgres://").unwrap().split('/').next().unwrap();
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("postgres://{host}/{database}{options}")
}

/// Host and port of an address.
pub(crate) fn place(url: &str) -> String {
    let place = url.rsplit('@').next().unwrap().split('/').next().unwrap();
    if place.contains(':') { place.to_owned() } else { format!("{place}:5432") }
}

/// The same database by way of another port of this computer, in clear: the line must read what is said.
pub(crate) fn by_way_of(url: &str, port: u16) -> String {
    let url = url.replacen(&place(url), &format!("127.0.0.1:{port}"), 1);
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}sslmode=disable")
}

/// Runs SQL as somebody with a shell would.
pub(crate) async fn run(url: &str, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await?;
    connection.close().await
}

/// What happens to COMMITs of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Cut {
    Never,
    /// The next does not arrive.
    Before,
    /// The next arrives and is done; the answer does not come back.
    After,
    /// The next does not arrive, the one behind it does, and so on: every unit's first try fails.
    EachBefore,
    /// As `After`, every time.
    EachAfter,
}

impl Cut {
    /// How it goes on behind one COMMIT, and whether this one does not arrive or its answer does not.
    fn of(number: u8, commits: u64) -> (u8, bool, bool) {
        let once = |cut: Self| number == cut as u8;
        let before = once(Self::Before) || once(Self::EachBefore) && commits.is_multiple_of(2);
        let after = once(Self::After) || once(Self::EachAfter);
        let next = if once(Self::Before) || once(Self::After) { Self::Never as u8 } else { number };
        (next, before, after)
    }
}

/// What the connections of a line share.
#[derive(Default)]
struct State {
    next: AtomicU8,
    commits: AtomicU64,
    cuts: AtomicU64,
}

/// A line to the server that breaks when it is told to.
pub(crate) struct Line {
    pub(crate) port: u16,
    state: Arc<State>,
    task: tokio::task::JoinHandle<()>,
}

impl Line {
    pub(crate) async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, state) = (listener.local_addr().unwrap().port(), Arc::new(State::default()));
        let its_state = Arc::clone(&state);
        let task = tokio::spawn(async move {
            let mut lines = tokio::task::JoinSet::new();
            loop {
                let (client, _) = listener.accept().await.unwrap();
                let server = TcpStream::connect(&server).await.unwrap();
                lines.spawn(carry(client, server, Arc::clone(&its_state)));
            }
        });
        Self { port, state, task }
    }

    pub(crate) fn cut(&self, cut: Cut) {
        self.state.next.store(cut as u8, Ordering::SeqCst);
    }

    /// How often it broke.
    pub(crate) fn cuts(&self) -> u64 {
        self.state.cuts.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A unit says `commit` in small letters, and in a message of its own.
async fn carry(mut client: TcpStream, mut server: TcpStream, state: Arc<State>) {
    let (mut asked, mut said) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let Ok(count @ 1..) = read else { return };
                let commit = asked[..count].windows(7).any(|window| window == b"commit\0");
                let (mut before, mut after) = (false, false);
                if commit {
                    let commits = state.commits.fetch_add(1, Ordering::SeqCst);
                    let next;
                    (next, before, after) = Cut::of(state.next.load(Ordering::SeqCst), commits);
                    state.next.store(next, Ordering::SeqCst);
                }
                if before {
                    state.cuts.fetch_add(1, Ordering::SeqCst);
                    return;
                }
                if server.write_all(&asked[..count]).await.is_err() {
                    return;
                }
                if after {
                    let _ = server.read(&mut said).await;
                    state.cuts.fetch_add(1, Ordering::SeqCst);
                    return;
                }
            }
            read = server.read(&mut said) => {
                let Ok(count @ 1..) = read else { return };
                if client.write_all(&said[..count]).await.is_err() {
                    return;
                }
            }
        }
    }
}
