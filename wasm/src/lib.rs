//! `recepis-verify` as a WebAssembly module: what it takes and gives are octets in its own memory, and it imports nothing, so it can
//! reach nothing. The page that holds it (`page.html`) asks a new instance for every case: memory of a module never shrinks.
//!
//! A caller asks `input(n)` for room of `n` octets, fills it, calls `judge` or `say`, and finds `length()` octets where the answer
//! begins. An input is its head's length (four octets, the lowest first), the head (JSON), and the octets of the files that the head
//! lists, in order. There is no unsafe code but the names that are exported.

#![expect(unsafe_code, reason = "names that a host calls are unsafe attributes")]

mod head;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

static INPUT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static OUTPUT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Makes room for an input of so many octets, and tells where.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    let mut input = INPUT.lock().unwrap_or_else(PoisonError::into_inner);
    *input = vec![0; length];
    input.as_mut_ptr()
}

/// Judges the case of the input, and tells where the answer begins: JSON with the report as JSON and as text, or what is wrong.
#[unsafe(no_mangle)]
pub extern "C" fn judge() -> *const u8 {
    answer(head::judged)
}

/// Tells where the texts begin whose keys the input asks for: JSON, key and text.
#[unsafe(no_mangle)]
pub extern "C" fn say() -> *const u8 {
    answer(head::said)
}

/// Octets of the last answer.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    OUTPUT.lock().unwrap_or_else(PoisonError::into_inner).len()
}

fn answer(make: fn(&[u8]) -> String) -> *const u8 {
    let input = std::mem::take(&mut *INPUT.lock().unwrap_or_else(PoisonError::into_inner));
    let mut output = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    *output = make(&input).into_bytes();
    output.as_ptr()
}
