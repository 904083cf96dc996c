use proptest::prelude::*;

use super::*;

const A: Space = Space { prefix: "a", uri: "urn:a" };
const B: Space = Space { prefix: "b", uri: "urn:b" };
const LIMITS: Limits = Limits { octets: 1 << 16, depth: 8, nodes: 500, attributes: 8 };

fn form(element: &Element) -> String {
    String::from_utf8(canonical(element).unwrap()).unwrap()
}

#[test]
fn a_namespace_is_declared_where_it_is_first_used_and_attributes_are_sorted() {
    let tree = Element::new(A, "Outer")
        .attribute("z", "1")
        .attribute("Y", "\"<&>\t\n\r")
        .child(Element::text(NONE, "plain", "1 < 2 & 3 > 2\r\n"))
        .child(Element::new(B, "Inner").child(Element::new(B, "Deep")).child(Element::new(A, "Again")))
        .child(Element::new(B, "Inner"));
    assert_eq!(
        form(&tree),
        "<a:Outer xmlns:a=\"urn:a\" Y=\"&quot;&lt;&amp;>&#x9;&#xA;&#xD;\" z=\"1\"><plain>1 &lt; 2 &amp; 3 &gt; 2&#xD;\n</plain>\
         <b:Inner xmlns:b=\"urn:b\"><b:Deep></b:Deep><a:Again></a:Again></b:Inner><b:Inner xmlns:b=\"urn:b\"></b:Inner></a:Outer>"
    );
    assert!(is_canonical(&canonical(&tree).unwrap(), &LIMITS).unwrap());
}

#[test]
fn what_xml_cannot_carry_is_refused_or_replaced_never_dropped() {
    for text in ["\0", "a\u{B}b", "\u{1F}", "\u{FFFE}", "\u{FFFF}"] {
        let tree = Element::text(NONE, "t", text);
        assert!(matches!(canonical(&tree), Err(Error::Character(name)) if name == "t"), "{text:?}");
        assert!(canonical(&Element::new(NONE, "t").attribute("v", text)).is_err(), "{text:?}");
        assert!(canonical(&Element::text(NONE, "t", holdable(text))).is_ok(), "{text:?}");
    }
    assert_eq!(holdable("250 \u{1b}[1mOK\r\n"), "250 \u{FFFD}[1mOK\r\n");
}

#[test]
fn markup_that_no_evidence_has_is_refused_before_it_is_parsed() {
    for text in [
        "<?xml version=\"1.0\"?><t></t>",
        "<!DOCTYPE t [<!ENTITY e \"x\">]><t>&e;</t>",
        "<t><!-- a comment --></t>",
        "<t><![CDATA[x]]></t>",
        "<t><?target?></t>",
        "\u{FEFF}<t></t>",
        " <t></t>",
        "",
    ] {
        assert!(read(text.as_bytes(), &LIMITS).is_err(), "{text}");
        assert!(!is_canonical(text.as_bytes(), &LIMITS).is_ok_and(|is| is), "{text}");
    }
    assert!(matches!(read(b"<t>&e;</t>", &LIMITS), Err(Error::Malformed(_))));
    assert!(matches!(read(b"<t>\xFF</t>", &LIMITS), Err(Error::Encoding(_))));
}

#[test]
fn a_name_with_a_colon_out_of_place_is_refused() {
    // The parser takes the first two for `a`; another canonicaliser would keep the colon.
    for text in [
        "<t :a=\"\"></t>",
        "<:a></:a>",
        "<t x:y:z=\"\" xmlns:x=\"urn:x\"></t>",
        "<t x:=\"\" xmlns:x=\"urn:x\"></t>",
        "<t ::a=\"\"></t>",
    ] {
        assert!(matches!(read(text.as_bytes(), &LIMITS), Err(Error::Name(_) | Error::Malformed(_))), "{text}");
    }
    assert!(matches!(read(b"<t :a=\"\"></t>", &LIMITS), Err(Error::Name(name)) if name == ":a"));
    assert!(matches!(read(b"<:a></:a>", &LIMITS), Err(Error::Name(name)) if name == ":a"));
}

#[test]
fn deep_wide_and_long_documents_are_refused_by_count() {
    let deep = "<a>".repeat(9) + &"</a>".repeat(9);
    assert!(matches!(read(deep.as_bytes(), &LIMITS), Err(Error::Count(_))));
    let never_closed = "<a xmlns:b=\"c\">".repeat(4_000);
    assert!(matches!(read(never_closed.as_bytes(), &LIMITS), Err(Error::Count(_))));
    let wide =
        format!("<a{}></a>", ["p", "q", "r", "s", "t", "u", "v", "w", "x"].map(|n| format!(" {n}='>'")).concat());
    assert!(matches!(read(wide.as_bytes(), &LIMITS), Err(Error::Count(_))));
    let busy = format!("<a>{}</a>", "<b></b>".repeat(600));
    assert!(read(busy.as_bytes(), &LIMITS).is_err());
    assert!(matches!(read(&vec![b'<'; (1 << 16) + 1], &LIMITS), Err(Error::Size(_))));
    assert!(read(format!("<a>{}</a>", "<b/>".repeat(100)).as_bytes(), &LIMITS).is_ok(), "siblings are not depth");
}

#[test]
fn another_spelling_of_the_same_document_is_not_canonical() {
    assert!(is_canonical(b"<t a=\"1\" b=\"2\"></t>", &LIMITS).unwrap());
    for text in [
        "<t/>",
        "<t ></t>",
        "<t b=\"2\" a=\"1\"></t>",
        "<t a='1'></t>",
        "<t>&#65;</t>",
        "<t>></t>",
        "<t></t>\n",
        "<t xmlns:unused=\"urn:u\"></t>",
        "<t>\r\n</t>",
    ] {
        assert!(!is_canonical(text.as_bytes(), &LIMITS).unwrap(), "{text}");
    }
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            any::<char>(),
            proptest::sample::select(vec!['<', '>', '&', '"', '\'', '\t', '\n', '\r', ' ', 'é', '\u{1F600}', ']'])
        ],
        1..12,
    )
    .prop_map(|chars| holdable(&chars.into_iter().collect::<String>()).into_owned())
}

fn tree() -> impl Strategy<Value = Element> {
    let space = || proptest::sample::select(vec![A, B, NONE, Space { prefix: "ab", uri: "urn:ab" }]);
    let local = || proptest::sample::select(vec!["a", "b", "Of", "one-two", "é"]);
    let leaf = (space(), local(), text()).prop_map(|(space, local, text)| Element::text(space, local, text));
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let attributes = proptest::collection::btree_map(local(), (space(), text()), 0..3);
        (space(), local(), attributes, proptest::collection::vec((inner, proptest::option::of(text())), 0..4)).prop_map(
            |(space, local, attributes, content)| {
                let mut element = Element::new(space, local);
                for (name, (space, value)) in attributes {
                    element.attributes.push(Attribute { name: Name::new(space, name), value });
                }
                for (child, text) in content {
                    element.nodes.push(Node::Element(child));
                    element.nodes.extend(text.map(Node::Text));
                }
                element
            },
        )
    })
}

/// Attributes in the order of the canonical form, which is how they are read back.
fn sorted(mut element: Element) -> Element {
    element.attributes.sort_by(|a, b| (&a.name.space, &a.name.local).cmp(&(&b.name.space, &b.name.local)));
    for node in &mut element.nodes {
        if let Node::Element(child) = node {
            *child = sorted(child.clone());
        }
    }
    element
}

proptest! {
    #[test]
    fn what_we_write_is_what_another_canonicaliser_makes_of_it(tree in tree()) {
        let octets = canonical(&tree).unwrap();
        prop_assert!(is_canonical(&octets, &LIMITS).unwrap(), "{}", String::from_utf8_lossy(&octets));
    }

    #[test]
    fn what_we_write_reads_back_as_the_same_tree(tree in tree()) {
        prop_assert_eq!(read(&canonical(&tree).unwrap(), &LIMITS).unwrap(), sorted(tree));
    }

    #[test]
    fn a_subtree_has_one_canonical_form_wherever_it_stands(tree in tree()) {
        // What another canonicaliser makes of the document `tree` alone equals what we write when it stands elsewhere,
        // less the declarations that its surroundings made.
        let around = Element::new(Space { prefix: "o", uri: "urn:o" }, "o").child(tree.clone());
        let inside = form(&around);
        let inner = inside.strip_prefix("<o:o xmlns:o=\"urn:o\">").and_then(|i| i.strip_suffix("</o:o>")).unwrap();
        prop_assert_eq!(inner, form(&tree));
    }

    #[test]
    fn no_octets_make_the_reader_panic(octets: Vec<u8>, text in "[<>/a:=\"'&;! ]{0,60}") {
        let _ = read(&octets, &LIMITS);
        let _ = is_canonical(text.as_bytes(), &LIMITS);
        let _ = read(text.as_bytes(), &LIMITS);
    }
}
