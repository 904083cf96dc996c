//! The test of the Dutch citizen service number (burgerservicenummer). Nobody may give us one: who processes it needs a legal
//! basis of their own, and we have none (Uitvoeringswet AVG art. 46).

/// Whether these digits pass the eleven-test, as every such number does and one in eleven of all others. A number of eight
/// digits counts with a zero in front; whatever is no digit between them is passed over.
pub fn passes(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let weights: &[i64] = match digits.len() {
        8 => &[8, 7, 6, 5, 4, 3, 2, -1],
        9 => &[9, 8, 7, 6, 5, 4, 3, 2, -1],
        _ => return false,
    };
    let sum: i64 = digits.iter().zip(weights).map(|(digit, weight)| i64::from(*digit) * weight).sum();
    sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_tests_that_the_government_publishes_pass_and_neighbours_do_not() {
        for number in ["999990019", "123456782", "111222333", "1112.22.333", "10000008"] {
            assert!(passes(number), "{number}");
        }
        for number in ["999990018", "123456789", "000000000", "12345678", "1234567820", "", "abc"] {
            assert!(!passes(number), "{number}");
        }
    }
}
