//! A long questionnaire, page by page.

use forms::{Evaluation, Questionnaire, Slot};

/// The items of a page, of those that stand in no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is called, where the questionnaire says so.
    pub title: Option<forms::Words>,
    /// What the names of its fields begin with.
    begins: Vec<String>,
}

impl Page {
    /// Whether a field stands on it.
    pub fn holds(&self, field: &str) -> bool {
        self.begins.iter().any(|begin| field.starts_with(begin))
    }

    /// Whether what stands there stands on it.
    pub fn shows(&self, slot: Slot<'_, '_>) -> bool {
        self.holds(&slot.field(0))
    }

    /// Whether something of it is asked.
    pub fn is_asked(&self, evaluation: &Evaluation<'_>) -> bool {
        evaluation.slots().any(|slot| slot.is_asked() && !slot.item().show.hidden && self.shows(slot))
    }
}

/// The pages of a questionnaire: each outermost group that HL7's control `page` stands on, and what stands between two of
/// them. Without such groups all is one page.
pub fn pages(questionnaire: &Questionnaire) -> Vec<Page> {
    let answers = forms::Answers::default();
    let evaluation = questionnaire.evaluate(&answers);
    let mut pages: Vec<Page> = Vec::new();
    let mut open = false;
    for slot in evaluation.slots() {
        let item = slot.item();
        let own = item.show.control.as_deref() == Some("page");
        if own || !open {
            pages.push(Page { title: item.text.clone().filter(|_| own), begins: Vec::new() });
        }
        open = !own;
        let field = slot.field(0);
        let begin = field.strip_suffix('0').unwrap_or(&field).to_owned();
        pages.last_mut().expect("one was just begun").begins.push(begin);
    }
    pages
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(items: serde_json::Value) -> Questionnaire {
        let resource = json!({
            "resourceType": "Questionnaire", "url": "https://maillage.example/q", "version": "1", "status": "active",
            "item": items,
        });
        Questionnaire::read(resource.to_string().as_bytes()).unwrap()
    }

    fn question(id: &str) -> serde_json::Value {
        json!({"linkId": id, "type": "string", "text": id})
    }

    fn page(id: &str) -> serde_json::Value {
        let control =
            json!({"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "page"}]});
        let url = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
        json!({
            "linkId": id, "type": "group", "text": id,
            "extension": [{"url": url, "valueCodeableConcept": control}], "item": [question(&format!("{id}1"))],
        })
    }

    #[test]
    fn a_page_holds_its_own_fields_and_what_stands_between_is_a_page() {
        let all = pages(&read(json!([question("a"), question("b")])));
        assert_eq!(all.len(), 1);
        assert!(all[0].holds("q.a.0") && all[0].holds("q.b.3:unit") && !all[0].holds("q.ab.0"));
        let all = pages(&read(json!([page("p"), question("a"), question("b"), page("r")])));
        let held = |field: &str| all.iter().filter(|it| it.holds(field)).count();
        assert_eq!(all.len(), 3);
        assert!(all[0].holds("q.p.0.p1.0") && all[1].holds("q.b.0") && all[2].holds("q.r.0.r1.0"));
        assert_eq!((held("q.p.0.p1.0"), held("q.c.0")), (1, 0));
    }
}
