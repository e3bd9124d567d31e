/// Names for the parts of a `SelectionModel` in an LP file. Any text will do: `LPModel` makes it safe and unique.
public struct LPNames: Sendable {
  /// The name of the need with this index.
  public var need: @Sendable (Int) -> String
  /// The name of the item with this index.
  public var item: @Sendable (Int) -> String
  /// The name of an option within its item, by the indexes of both.
  public var option: @Sendable (_ item: Int, _ option: Int) -> String

  /// Names by index; by default the indexes themselves.
  public init(
    need: @escaping @Sendable (Int) -> String = { "\($0)" },
    item: @escaping @Sendable (Int) -> String = { "\($0)" },
    option: @escaping @Sendable (_ item: Int, _ option: Int) -> String = { "\($1)" }
  ) {
    self.need = need
    self.item = item
    self.option = option
  }
}

/// Makes texts into distinct identifiers of the LP format.
struct LPIdentifiers {
  private var taken: Set<String> = []

  /// `text` behind `prefix` (a letter and `_`), everything but ASCII letters, digits, `_` and `.` as `_`, cut to 80
  /// characters; with a number behind it when the name is taken.
  mutating func identifier(_ prefix: String, _ text: String) -> String {
    let safe = text.unicodeScalars.map { scalar -> Character in
      let allowed = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return allowed || scalar == "." ? Character(scalar) : "_"
    }
    let name = prefix + String(safe.prefix(80))
    var result = name
    var number = 2
    while !taken.insert(result).inserted {
      result = "\(name)_\(number)"
      number += 1
    }
    return result
  }
}
