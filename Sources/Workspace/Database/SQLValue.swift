/// A value in a cell of a database.
enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int)
  case text(String)
  case blob([UInt8])

  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }
  init(_ flag: Bool?) { self = flag.map { .integer($0 ? 1 : 0) } ?? .null }

  /// The text, nil for anything else.
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The whole number, nil for anything else.
  var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// 0 and 1 as a yes/no, nil for anything else.
  var flag: Bool? { integer.map { $0 != 0 } }

  /// The bytes, nil for anything else.
  var blob: [UInt8]? {
    if case .blob(let bytes) = self { bytes } else { nil }
  }
}
