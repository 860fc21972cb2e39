//! A pretend gateway of the platform: strict about signatures, tokens and limits, the same on every
//! run, and faulty on request.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};

#[path = "answers.rs"]
mod answers;
#[path = "http.rs"]
mod http;
#[path = "manner.rs"]
mod manner;
#[path = "shop.rs"]
pub mod shop;

pub use manner::{Fault, Manner};
pub use shop::Shop;

/// What the gateway remembers.
#[derive(Debug, Default)]
pub struct Memory {
    pub access: String,
    pub refresh: String,
    generation: u64,
    /// Calls by method or path.
    pub calls: BTreeMap<String, u64>,
    /// Complaints about calls that no client of ours should make.
    pub complaints: Vec<String>,
    /// Most calls at once.
    pub busiest: u64,
    shifted: Vec<String>,
    /// How often a dispute has moved.
    moved: usize,
    /// Life of an access token in seconds.
    pub life: i64,
}

/// A running gateway; it stops answering when dropped, as far as nobody holds its parts.
#[derive(Debug)]
pub struct Gateway {
    pub address: SocketAddr,
    inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    shop: Mutex<Shop>,
    manner: Mutex<Manner>,
    memory: Mutex<Memory>,
    made: AtomicU64,
    at_once: AtomicU64,
}

/// A refusal or an answer, before it is written.
type Answer = Result<Value, Value>;

impl Gateway {
    /// Starts a gateway on a port, 0 for any.
    pub fn start(port: u16, shop: Shop, manner: Manner) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let address = listener.local_addr().unwrap();
        let inner = Arc::new(Inner {
            shop: Mutex::new(shop),
            manner: Mutex::new(manner),
            memory: Mutex::new(Memory {
                access: "50000000access0secret".to_owned(),
                refresh: "50001000refresh0secret".to_owned(),
                life: 86_400,
                ..Memory::default()
            }),
            made: AtomicU64::new(0),
            at_once: AtomicU64::new(0),
        });
        let served = Arc::clone(&inner);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let inner = Arc::clone(&served);
                std::thread::spawn(move || inner.serve(stream));
            }
        });
        Self { address, inner }
    }

    /// Returns the base address.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the memory, to be looked at.
    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        self.inner.memory.lock().unwrap()
    }

    /// Returns the manner, to be changed.
    pub fn manner(&self) -> MutexGuard<'_, Manner> {
        self.inner.manner.lock().unwrap()
    }

    /// Returns the shop, to be changed.
    pub fn shop(&self) -> MutexGuard<'_, Shop> {
        self.inner.shop.lock().unwrap()
    }

    /// Returns how many calls have come.
    pub fn calls(&self) -> u64 {
        self.inner.made.load(Ordering::SeqCst)
    }

    /// Returns the answer of `/auth/token/create` that belongs to the tokens in force.
    pub fn token_answer(&self) -> String {
        self.memory().tokens().to_string()
    }
}

impl Memory {
    fn tokens(&self) -> Value {
        json!({
            "access_token": self.access, "refresh_token": self.refresh,
            "expires_in": self.life, "refresh_expires_in": 172_800,
            "expire_time": now() + self.life * 1_000, "refresh_token_valid_time": now() + 172_800_000,
            "user_id": "1000000001", "seller_id": 1_000_000_001_u64, "account": "user@example.com",
            "account_platform": "seller_center", "sp": "ae", "code": "0", "request_id": "0",
        })
    }

    fn renew(&mut self) {
        self.generation += 1;
        self.access = format!("50000000access{}secret", self.generation);
        self.refresh = format!("50001000refresh{}secret", self.generation);
    }
}

/// Returns the time in milliseconds since 1970-01-01T00:00Z.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

impl Inner {
    fn serve(&self, mut stream: TcpStream) {
        let Some(request) = http::read(&stream) else { return };
        let number = self.made.fetch_add(1, Ordering::SeqCst) + 1;
        let at_once = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        let manner = self.manner.lock().unwrap().clone();
        {
            let mut memory = self.memory.lock().unwrap();
            memory.busiest = memory.busiest.max(at_once);
            let method = request.form.get("method").unwrap_or(&request.target).clone();
            *memory.calls.entry(method).or_default() += 1;
        }
        std::thread::sleep(manner.latency);
        // Whoever has read the answer may call again at once.
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        self.answer(&mut stream, &request, number, &manner);
    }

    fn answer(
        &self,
        stream: &mut TcpStream,
        request: &http::Request,
        number: u64,
        manner: &Manner,
    ) {
        let every = manner.every.filter(|(n, _)| number.is_multiple_of(*n)).map(|(_, fault)| fault);
        let fault = manner.faults.get(&number).copied().or(every);
        if let Some(answer) = fault.and_then(|fault| self.faulty(fault, request)) {
            return answer.send(stream);
        }
        let quota = manner.quota.is_some_and(|quota| number > quota);
        let answer = if quota { Err(answers::quota()) } else { self.result(request, manner) };
        let body = match answer {
            Ok(answer) => answer,
            Err(refusal) if request.target == "/sync" => json!({ "error_response": refusal }),
            Err(refusal) => refusal,
        };
        let mut bytes = body.to_string().into_bytes();
        let mut head = "";
        if manner.gzip {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packed, &bytes).unwrap();
            bytes = packed.finish().unwrap();
            head = "content-encoding: gzip\r\n";
        }
        let told = bytes.len();
        if fault == Some(Fault::Cut) {
            bytes.truncate(told / 2);
        }
        if let Some(Fault::Drip(millis)) = fault {
            return http::drip(stream, &bytes, Duration::from_millis(millis));
        }
        http::write(stream, "200 OK", head, &bytes, told);
    }

    /// Returns what comes instead of an answer; nothing for faults that let the answer come.
    fn faulty(&self, fault: Fault, request: &http::Request) -> Option<Raw> {
        let refusal = |refusal: Value| {
            let rest = request.target != "/sync";
            let body = if rest { refusal } else { json!({ "error_response": refusal }) };
            Some(Raw::of("200 OK", "", body.to_string()))
        };
        match fault {
            Fault::Ban(seconds) => refusal(answers::ban(seconds)),
            Fault::Quota => refusal(answers::quota()),
            Fault::Remote => refusal(json!({"code": 15, "msg": "Remote service error",
                                            "sub_code": "isp.remote-service-timeout"})),
            Fault::Status(status) => {
                Some(Raw::of(&format!("{status} Trouble"), "", "{}".to_owned()))
            }
            Fault::Html => Some(Raw::of("200 OK", "", "<html>busy</html>".to_owned())),
            Fault::Empty => Some(Raw::of("200 OK", "", String::new())),
            Fault::Nothing => Some(Raw::of("200 OK", "", "{\"request_id\":\"0\"}".to_owned())),
            Fault::Gone => {
                Some(Raw { status: String::new(), more: String::new(), body: Vec::new() })
            }
            Fault::Redirect => {
                Some(Raw::of("302 Found", "location: http://127.0.0.1:9/\r\n", String::new()))
            }
            Fault::Huge => Some(Raw::of("200 OK", "", " ".repeat(40 << 20))),
            Fault::Slow(millis) => {
                std::thread::sleep(Duration::from_millis(millis));
                None
            }
            Fault::TokenEnds => {
                self.memory.lock().unwrap().access = "replaced".to_owned();
                None
            }
            Fault::Cut | Fault::Drip(_) => None,
        }
    }

    /// Checks what every call must be, and answers it.
    fn result(&self, request: &http::Request, manner: &Manner) -> Answer {
        let form = &request.form;
        let text = |name: &str| form.get(name).map_or("", String::as_str);
        if request.in_address {
            // The platform takes them there; our client must not send them so.
            let complaint = format!("parameters in the address of {}", request.target);
            self.memory.lock().unwrap().complaints.push(complaint);
        }
        let path = request.target.strip_prefix("/rest").unwrap_or("");
        if path.is_empty() && request.target != "/sync" {
            return Err(refused("InvalidApiPath", "The specified API path is invalid"));
        }
        if text("app_key") != manner.app_key {
            return Err(refused("InvalidAppKey", "The specified App Key is invalid"));
        }
        if text("sign") != signature(&manner.secret, path, form) {
            return Err(refused("IncompleteSignature", "The request signature does not conform"));
        }
        let skew = text("timestamp").parse::<i64>().map_or(i64::MAX, |sent| (now() - sent).abs());
        if skew > 7_200_000 || text("sign_method") != "sha256" {
            return Err(refused("IllegalTimestamp", "The specified timestamp is invalid"));
        }
        if !path.is_empty() {
            return self.token(path, form);
        }
        if text("session") != self.memory.lock().unwrap().access {
            let words = "The specified access token is invalid or expired";
            return Err(refused("IllegalAccessToken", words));
        }
        self.call(text("method"), form, manner)
    }

    fn token(&self, path: &str, form: &BTreeMap<String, String>) -> Answer {
        let mut memory = self.memory.lock().unwrap();
        match path {
            "/auth/token/create" if form.get("code").is_some_and(|code| code == "good-code") => {
                memory.renew();
                Ok(memory.tokens())
            }
            "/auth/token/create" => Err(flat("InvalidCode", "Invalid authorization code")),
            "/auth/token/refresh" if form.get("refresh_token") == Some(&memory.refresh) => {
                memory.renew();
                Ok(memory.tokens())
            }
            "/auth/token/refresh" => {
                memory.complaints.push("a refresh token that is not in force".to_owned());
                Err(flat(
                    "IllegalRefreshToken",
                    "The specified refresh token is invalid or expired",
                ))
            }
            _ => Err(flat("InvalidApiPath", "The specified API path is invalid")),
        }
    }
}

/// Bytes to be sent as they are.
struct Raw {
    status: String,
    more: String,
    body: Vec<u8>,
}

impl Raw {
    fn of(status: &str, more: &str, body: String) -> Self {
        Self { status: status.to_owned(), more: more.to_owned(), body: body.into_bytes() }
    }

    fn send(&self, stream: &mut TcpStream) {
        if !self.status.is_empty() {
            http::write(stream, &self.status, &self.more, &self.body, self.body.len());
        }
    }
}

fn refused(code: &str, words: &str) -> Value {
    json!({"type": "ISV", "code": code, "msg": words, "request_id": "0"})
}

fn flat(code: &str, words: &str) -> Value {
    json!({"type": "ISV", "code": code, "message": words, "request_id": "0"})
}

/// Signs as the platform does; written apart from the client's own signing, to disagree with it if
/// either is wrong.
fn signature(secret: &str, path: &str, form: &BTreeMap<String, String>) -> String {
    let mut text = path.to_owned();
    // Values that are empty or blank are not signed (docs/platform/open-platform.md).
    let signed = form.iter().filter(|(name, value)| *name != "sign" && !value.trim().is_empty());
    for (name, value) in signed {
        text.push_str(name);
        text.push_str(value);
    }
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02X}")).collect()
}
