//! Authorities that answer what a test says.

use std::sync::{Mutex, PoisonError};

use super::{Asking, Failure, Question, Source};

/// What is answered to a question.
pub type Answer = Result<Vec<u8>, Failure>;

/// Answers in the words of one function, and remembers what was asked.
pub struct FakeSource<F> {
    answer: F,
    asked: Mutex<Vec<Question>>,
}

impl<F: Fn(&Question) -> Answer + Send + Sync> FakeSource<F> {
    /// One that answers so.
    pub fn new(answer: F) -> Self {
        Self { answer, asked: Mutex::default() }
    }

    /// What was asked since the last time.
    pub fn asked(&self) -> Vec<Question> {
        std::mem::take(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<F: Fn(&Question) -> Answer + Send + Sync> Source for FakeSource<F> {
    fn ask<'a>(&'a self, question: &'a Question) -> Asking<'a> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(question.clone());
        let answer = (self.answer)(question);
        Box::pin(async move { answer })
    }
}
