//! A life on a server whose connection breaks at every COMMIT: the same is stated, sealed and mailed as on a good day.

use recepis::erds::standing::{Decision, Step};
use recepis::flow::consign::Answer;

use crate::house::{House, JAN, PIET};
use crate::server::{self, Cut, Line};

/// Lives through an acceptance; gives what was stated and how many mails each side got.
async fn life(house: &House) -> (Vec<recepis::erds::event::Event>, usize, usize) {
    let delivery = house.taken("1").await;
    house.settle().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    house.read_whole(&session).await;
    house.settle().await;
    let (step, decision, ..) = house.answers(delivery).await;
    assert_eq!((step, decision), (Step::G4, Decision::Accepted));
    house.report(delivery, true).await;
    (house.events(delivery).await, house.mails(JAN).len(), house.mails(PIET).len())
}

async fn lives_through(url: String, cut: Cut) {
    let line = Line::to(server::place(&url)).await;
    let house = House::on(&server::by_way_of(&url, line.port)).await;
    line.cut(cut);
    let lived = life(&house).await;
    line.cut(Cut::Never);
    assert!(line.cuts() > 20, "{} cuts", line.cuts());
    assert_eq!(lived, life(&House::new().await).await, "as on a good day");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_in_which_no_commit_arrives_at_first_ends_as_on_a_good_day() {
    let name = "a_life_in_which_no_commit_arrives_at_first_ends_as_on_a_good_day";
    server::on_fresh_database(name, |url| lives_through(url, Cut::EachBefore)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_in_which_no_commit_is_answered_ends_as_on_a_good_day() {
    let name = "a_life_in_which_no_commit_is_answered_ends_as_on_a_good_day";
    server::on_fresh_database(name, |url| lives_through(url, Cut::EachAfter)).await;
}
