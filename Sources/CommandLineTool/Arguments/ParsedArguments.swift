import Diagnostics

/// The arguments of one command, taken apart.
struct ParsedArguments: Sendable {
  /// What is not an option, in order.
  private(set) var positionals: [String] = []
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []

  /// A mistake in the arguments: exit code 64.
  struct UsageError: Error, Sendable, Hashable {
    /// What is wrong.
    var diagnostics: [Diagnostic]
  }

  /// Takes `arguments` apart by the options a command knows; `--name=value` and `--name value` are the same, `--` ends
  /// the options. All mistakes at once.
  init(_ arguments: [String], options: [Option]) throws(UsageError) {
    var mistakes: [Diagnostic] = []
    var index = 0
    var onlyPositionals = false
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      guard !onlyPositionals, argument.hasPrefix("-"), argument.count > 1 else {
        positionals.append(argument)
        continue
      }
      if argument == "--" {
        onlyPositionals = true
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0] == "-h" ? "--help" : parts[0]
      guard let option = options.first(where: { $0.name == name }) else {
        mistakes.append(Self.unknown(name, options))
        continue
      }
      if option.value == nil {
        if parts.count > 1 { mistakes.append(Self.needlessValue(option)) }
        flags.insert(name)
        continue
      }
      var value = parts.count > 1 ? parts[1] : nil
      if value == nil, index < arguments.count, !arguments[index].hasPrefix("--") {
        value = arguments[index]
        index += 1
      }
      guard let value, !value.isEmpty else {
        mistakes.append(Self.missingValue(option))
        continue
      }
      if values[name] != nil, !option.isRepeatable { mistakes.append(Self.repeated(option)) }
      values[name, default: []].append(value)
    }
    for text in positionals + values.values.joined() where text.unicodeScalars.contains(where: Self.isControl) {
      mistakes.append(Self.controlCharacter(text))
    }
    if !mistakes.isEmpty { throw UsageError(diagnostics: mistakes) }
  }

  /// Characters that command terminals and that no table can hold; a comment may have lines.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && ![0x09, 0x0A].contains(scalar.value)) || (0x7F...0x9F).contains(scalar.value)
  }

  private static func controlCharacter(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, "control-character",
      LocalizedText(
        ru: "в «\(text)» есть невидимый управляющий символ", en: "«\(text)» has an invisible control character"),
      at: .nowhere)
  }

  /// The value of an option.
  subscript(option: Option) -> String? { values[option.name]?.last }
  /// The value of the option with that name.
  subscript(name: String) -> String? { values[name]?.last }
  /// The values of an option that may be given more than once, in order.
  func values(of name: String) -> [String] { values[name] ?? [] }
  /// The value of an option as words for people: without blanks at its ends, nil where nothing else is there.
  func words(_ name: String) -> String? {
    let text = values[name]?.last.map { $0.drop(while: \.isWhitespace) }.map(String.init)
    guard let text, let last = text.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(text[...last])
  }
  /// Whether a switch is on.
  func has(_ name: String) -> Bool { flags.contains(name) }

  /// The value of an option as one of `allowed`, or a usage error.
  func choice(_ name: String, of allowed: [String]) throws(UsageError) -> String? {
    guard let value = self[name] else { return nil }
    if allowed.contains(value) { return value }
    let list = allowed.joined(separator: ", ")
    let near = nearest(to: value, among: allowed)
    throw UsageError(
      Diagnostic(
        .error, "bad-option-value",
        LocalizedText(
          ru: "у \(name) не бывает значения «\(value)»: \(list)", en: "\(name) can't be «\(value)»: \(list)"),
        at: .argument(name),
        notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? []))
  }

  /// The value of an option as a whole number in `range`, or a usage error.
  func number(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let value = self[name] else { return nil }
    if let number = Int(value), range.contains(number) { return number }
    throw UsageError(
      Diagnostic(
        .error, "bad-option-value",
        LocalizedText(
          ru: "у \(name) ожидается целое число от \(range.lowerBound) до \(range.upperBound), а найдено «\(value)»",
          en: "\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound), found «\(value)»"),
        at: .argument(name)))
  }

  private static func unknown(_ name: String, _ options: [Option]) -> Diagnostic {
    let near = nearest(to: name, among: options.map(\.name))
    return Diagnostic(
      .error, "unknown-option", LocalizedText(ru: "нет такой настройки: «\(name)»", en: "unknown option «\(name)»"),
      at: .nowhere,
      notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
  }

  private static func missingValue(_ option: Option) -> Diagnostic {
    Diagnostic(
      .error, "missing-value",
      LocalizedText(
        ru: "после \(option.name) ожидается \(option.value?.russian ?? "")",
        en: "\(option.name) needs \(option.value?.english ?? "")"),
      at: .nowhere)
  }

  private static func needlessValue(_ option: Option) -> Diagnostic {
    Diagnostic(
      .error, "needless-value",
      LocalizedText(ru: "у \(option.name) нет значения", en: "\(option.name) takes no value"), at: .nowhere)
  }

  private static func repeated(_ option: Option) -> Diagnostic {
    Diagnostic(
      .error, "repeated-option",
      LocalizedText(ru: "\(option.name) указано дважды", en: "\(option.name) is given twice"), at: .nowhere)
  }
}

extension ParsedArguments.UsageError {
  /// An error with one message.
  init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }

  /// An error in words.
  init(_ russian: String, _ english: String) {
    self.init(Diagnostic(.error, "usage", LocalizedText(ru: russian, en: english), at: .nowhere))
  }
}
