//! Settings as a list, to be shown: each with its section, key, value and origin, without secrets.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde_json::Value;

use super::setting::{Origin, Setting};
use crate::erds::party::Level;

/// A value as it may be shown to anybody.
pub trait Show {
    /// The value as JSON; null where there is none.
    fn show(&self) -> Value;
}

impl Show for String {
    fn show(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl Show for PathBuf {
    fn show(&self) -> Value {
        Value::from(self.to_string_lossy())
    }
}

impl Show for SocketAddr {
    fn show(&self) -> Value {
        Value::from(self.to_string())
    }
}

impl Show for u64 {
    fn show(&self) -> Value {
        Value::from(*self)
    }
}

impl Show for u32 {
    fn show(&self) -> Value {
        Value::from(*self)
    }
}

impl Show for Level {
    fn show(&self) -> Value {
        Value::from(self.name())
    }
}

impl Show for bool {
    fn show(&self) -> Value {
        Value::from(*self)
    }
}

impl Show for u16 {
    fn show(&self) -> Value {
        Value::from(*self)
    }
}

impl Show for Vec<String> {
    fn show(&self) -> Value {
        Value::from(self.as_slice())
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> Value {
        self.as_ref().map_or(Value::Null, Show::show)
    }
}

/// A setting among others.
pub trait Listed {
    /// The section, in its brackets.
    fn section(&self) -> &'static str;
    /// The key in it.
    fn key(&self) -> &'static str;
    /// The value, without secrets.
    fn shown(&self) -> Value;
    /// Who said so.
    fn origin(&self) -> &Origin;
}

impl<T: Show> Listed for Setting<T> {
    fn section(&self) -> &'static str {
        self.section
    }

    fn key(&self) -> &'static str {
        self.key
    }

    fn shown(&self) -> Value {
        self.value.show()
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}
