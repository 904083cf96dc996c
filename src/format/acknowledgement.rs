//! The acknowledgement: the addressee's decision as an RFC 8785 JSON document.
