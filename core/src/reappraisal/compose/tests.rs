use super::*;

fn material<'a>(event: Option<&'a str>, line: Option<&'a Words>, thought: &'a str) -> Material<'a> {
    Material { event, event_line: line, thought, ..Material::default() }
}
