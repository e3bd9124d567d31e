import RuleLanguage
import RuleMatching

/// A vocabulary file with a field of every type.
enum SampleFacts {
  static let json = """
    {"fields": {
      "age": {"type": "integer", "min": 0, "max": 120},
      "score": {"type": "decimal", "min": -100, "max": 100.5},
      "city": {"type": "enum", "values": ["Perm", "Казань", "a city with a rather long name", "b\\"q\\\\"]},
      "member": {"type": "boolean"},
      "tags": {"type": "set", "values": ["x", "y", "long_tag_name_here"]},
      "since": {"type": "date"},
      "a_field_whose_name_is_longer_than_sixteen": {"type": "integer", "min": -5, "max": 5},
      "возраст": {"type": "integer", "min": 0, "max": 9}
    }}
    """

  static func file() -> VocabularyFile? { VocabularyFile.read(Array(json.utf8), path: "vocabulary.json").file }

  static func decoder() -> FactLineDecoder? {
    file().map { FactLineDecoder(fields: $0.fields, valueCount: $0.vocabulary.fields.count) }
  }
}
