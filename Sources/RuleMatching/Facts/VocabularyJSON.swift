import Foundation

/// The vocabulary file as it is written; keys it should not have are kept for messages.
struct VocabularyJSON: Decodable {
  struct Field: Decodable {
    var type: String?
    var values: [String]?
    var min: Decimal?
    var max: Decimal?
    /// The keys, by name.
    var keys: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      keys = container.allKeys.map(\.stringValue).sorted()
      type = try container.decodeIfPresent(String.self, forKey: Key("type"))
      values = try container.decodeIfPresent([String].self, forKey: Key("values"))
      min = try container.decodeIfPresent(Decimal.self, forKey: Key("min"))
      max = try container.decodeIfPresent(Decimal.self, forKey: Key("max"))
    }
  }

  struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  var fields: [String: Field]?
  var others: [String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    others = container.allKeys.map(\.stringValue).filter { $0 != "fields" }.sorted()
    fields = try container.decodeIfPresent([String: Field].self, forKey: Key("fields"))
  }
}
