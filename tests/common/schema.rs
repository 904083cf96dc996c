//! Whether what a command prints is what its schema in proto/ says.

use boon::{Compiler, Schemas};
use serde_json::Value;

/// The value is valid, and holds no member that the schema does not name.
#[track_caller]
pub(crate) fn describes(name: &str, value: &Value) {
    let octets = std::fs::read(format!("proto/{name}.schema.json")).unwrap();
    let mut schema: Value = serde_json::from_slice(&octets).unwrap();
    close(&mut schema);
    let place = schema["$id"].as_str().unwrap().to_owned();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource(&place, schema).unwrap();
    let form = compiler.compile(&place, &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, form) {
        panic!("proto/{name}.schema.json: {error:#}\n{value:#}");
    }
}

/// A published schema leaves room for members that come later; here none may be forgotten.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(close);
            if members.get("properties").is_some_and(Value::is_object) && members.contains_key("required") {
                members.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
