import Foundation

/// A JSON value of a file whose shape is still to be checked.
indirect enum JSONNode: Decodable, Sendable {
  case object([String: JSONNode])
  case array([JSONNode])
  case string(String)
  case whole(Int)
  /// A number that is no whole one, or too large.
  case number
  case boolean(Bool)
  case null

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      var members: [String: JSONNode] = [:]
      for key in container.allKeys { members[key.stringValue] = try container.decode(JSONNode.self, forKey: key) }
      self = .object(members)
      return
    }
    if var container = try? decoder.unkeyedContainer() {
      var elements: [JSONNode] = []
      while !container.isAtEnd { elements.append(try container.decode(JSONNode.self)) }
      self = .array(elements)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .boolean(flag)
    } else if let whole = try? container.decode(Int.self) {
      self = .whole(whole)
    } else if (try? container.decode(Double.self)) != nil {
      self = .number
    } else {
      self = .string(try container.decode(String.self))
    }
  }

  /// A member of an object; nil where there is none or this is no object.
  subscript(key: String) -> JSONNode? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text, where it is one.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// What it is, for messages.
  var kind: (russian: String, english: String) {
    switch self {
    case .object: ("объект", "an object")
    case .array: ("список", "a list")
    case .string(let text): ("«\(text)»", "«\(text)»")
    case .whole(let number): ("число \(number)", "the number \(number)")
    case .number: ("число", "a number")
    case .boolean(let flag): (String(flag), String(flag))
    case .null: ("null", "null")
    }
  }
}
