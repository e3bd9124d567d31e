import Diagnostics
import RuleLanguage

/// The vocabulary of `rules match`: a JSON file that declares the fields rules may compare.
///
///     {"fields": {"age":    {"type": "integer", "min": 0, "max": 120},
///                 "city":   {"type": "enum", "values": ["Kazan", "Perm"]},
///                 "score":  {"type": "decimal", "min": 0, "max": 100},
///                 "member": {"type": "boolean"},
///                 "tags":   {"type": "set", "values": ["a", "b"]},
///                 "since":  {"type": "date"}}}
///
/// Fields are taken by name, so that the order of keys changes nothing. `min` and `max` may be left out: then any number
/// the codes can hold is allowed. Dates are `2023-09-01`, from 1900 to 2999. Names are words of the rule language and
/// the same in its Russian and its English.
public struct VocabularyFile: Sendable {
  /// The names rules may use.
  public let vocabulary: Vocabulary
  /// The fields in the order of the vocabulary.
  public let fields: [FactField]

  /// Reads the file; nil when anything in it is wrong. All mistakes are reported. O(length).
  public static func read(
    _ bytes: [UInt8], path: String
  ) -> (file: VocabularyFile?, diagnostics: [Diagnostic]) {
    var reader = VocabularyReader(path: path)
    let file = reader.read(bytes)
    return (reader.diagnostics.hasErrors ? nil : file, reader.diagnostics)
  }
}
