import Diagnostics
import RouteModel
import RuleLanguage

/// A rule file with all that is needed to answer questions on it.
struct RuleDocument {
  /// The file.
  var file: RuleFile
  /// The files whose names it can use, itself among them.
  var neighbours: [RuleFile]
  /// The catalog and what its names mean.
  var region: Region
  /// The language of answers.
  var language: Language
  /// The units of positions.
  var encoding: PositionEncoding

  var source: SourceText { file.tree.source }

  func say(_ russian: String, _ english: String) -> String { language == .russian ? russian : english }

  /// The range of positions of a range of the source.
  func range(_ range: SourceRange) -> PositionRange { file.text.range(range, encoding) }

  /// What could stand at a byte offset.
  func expectations(at offset: Int) -> [ExpectedSyntax] {
    SyntaxTree.expectations(at: offset, in: source, language: file.tree.language)
  }

  /// The position of the token at a byte offset: of two that meet there, the one that is no punctuation, else the one
  /// that starts there.
  func token(at offset: Int) -> Int? {
    let tokens = file.tree.tokens
    // The first token that does not end before the offset.
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.upperBound < offset { low = middle + 1 } else { high = middle }
    }
    let touching = tokens.indices[low...].prefix(2).filter {
      tokens[$0].kind != .end && tokens[$0].range.lowerBound <= offset
    }
    return touching.last { Self.isName(tokens[$0].kind) } ?? touching.last
  }

  /// Whether tokens of the kind name or spell something.
  static func isName(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .word, .number, .date, .text, .measure: true
    default: false
    }
  }

  /// The content of a token: without quotation marks or №.
  func content(of token: Token) -> String {
    var text = Substring(source.text(in: token.range))
    if token.kind == .text {
      text = text.dropFirst()
      if let last = text.last, "»”“\"".contains(last) { text = text.dropLast() }
    } else if token.kind == .measure {
      text = text.dropFirst()
    }
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  /// The bands of the deficit scale, highest first, with where they end.
  var bands: [(band: ScaleSyntax.Band, lower: Points, upper: Points?, file: RuleFile)] {
    let all = neighbours.flatMap { file in
      file.bands.compactMap { band in Points(parsing: band.lower.text).map { (band: band, lower: $0, file: file) } }
    }
    let sorted = all.sorted { $0.lower > $1.lower }
    return sorted.enumerated().map { index, entry in
      (entry.band, entry.lower, index == 0 ? nil : sorted[index - 1].lower, entry.file)
    }
  }

  /// The targets of roles that the rules state, by role.
  var targets: [TargetsSyntax.Entry] { neighbours.flatMap(\.targets) }
}
