import Diagnostics

/// The words of the keywords, numbered, so that the parser compares numbers.
struct KeywordTable: Sendable {
  /// One spelling of a keyword: its language and the numbers of its words.
  struct Spelling: Sendable {
    var language: Language
    /// At most eight words; kept in place, because the parser looks at spellings all the time.
    private var words = SIMD8<Int16>()
    private(set) var count = 0

    init(language: Language, words: [Int16]) {
      self.language = language
      count = words.count
      for (index, word) in words.enumerated() { self.words[index] = word }
    }

    subscript(index: Int) -> Int16 { words[index] }
  }

  static let shared = KeywordTable()

  private let words: WordTable
  private let foldedNumbers: [String: Int16]
  /// The spellings of all keywords, and where those of each start, with one more entry for the end.
  private let spellings: [Spelling]
  private let spellingStarts: [Int]
  /// For each word, a row with a mark per keyword: whether some spelling of it starts with the word. One array, because
  /// this is the parser's most frequent question.
  private let starts: [Bool]

  private init() {
    var numbers: [String: Int16] = [:]
    func number(_ word: Substring) -> Int16 {
      let key = word.lowercased()
      let found = numbers[key] ?? Int16(numbers.count)
      numbers[key] = found
      return found
    }
    let spellings = Keyword.allCases.map { keyword in
      var list = Language.allCases.map { language in
        Spelling(language: language, words: keyword.phrase(in: language).split(separator: " ").map(number))
      }
      for extra in Self.variants[keyword] ?? [] {
        list.append(Spelling(language: extra.language, words: extra.phrase.split(separator: " ").map(number)))
      }
      return list
    }
    words = WordTable(numbers)
    var starts = [Bool](repeating: false, count: numbers.count * Self.rowLength)
    for (keyword, list) in spellings.enumerated() {
      for spelling in list { starts[Int(spelling[0]) * Self.rowLength + keyword] = true }
    }
    self.starts = starts
    self.spellings = Array(spellings.joined())
    spellingStarts = spellings.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    var folded: [String: Int16] = [:]
    // «to» and «то» look alike: whoever mixes the scripts is writing Russian, whose words come last.
    for (word, value) in numbers.sorted(by: { $0.key < $1.key }) { folded[LookAlike.fold(word)] = value }
    foldedNumbers = folded
  }

  /// Grammatical variants that people write: the cases and numbers that follow a numeral, and synonyms.
  private static let variants: [Keyword: [(language: Language, phrase: String)]] = [
    .hoursPer: [(.russian, "часа за"), (.russian, "час за"), (.english, "hour per")],
    .measuresAtOnce: [
      (.russian, "мероприятия одновременно"), (.russian, "мероприятие одновременно"), (.english, "measure at once"),
    ],
    .months: [(.russian, "месяца"), (.russian, "месяц"), (.english, "month")],
    .days: [(.russian, "день"), (.russian, "дня"), (.english, "day")],
    .eachMunicipality: [(.russian, "каждому муниципалитету")],
    .seatCount: [(.russian, "места"), (.russian, "место"), (.english, "of seats"), (.english, "seat")],
    .missingPersonCosts: [(.russian, "человек цели стоит"), (.english, "missing person costs")],
    .points: [(.russian, "балла"), (.russian, "балл"), (.english, "point")],
    .notBefore: [(.russian, "не ранее")],
    .notAfter: [(.russian, "не позднее")],
    .above: [(.russian, "выше"), (.russian, "более"), (.english, "above")],
    .below: [(.russian, "меньше"), (.russian, "менее")],
    .oneOf: [(.russian, "одна из"), (.russian, "одно из")],
    .atLeast: [(.russian, "не меньше"), (.russian, "не менее")],
    .atMost: [(.russian, "не больше"), (.russian, "не более")],
    .recommend: [(.russian, "рекомендуется"), (.english, "recommended")],
    .exclude: [(.russian, "исключено"), (.english, "excluded")],
    .require: [(.english, "required")],
    .normalised: [(.english, "normalized")],
  ]

  /// The number of the word at `range`, in any letter case; `exact` is false when only its look-alike spelling is a word
  /// of the language.
  func number(of range: SourceRange, in source: SourceText) -> (number: Int16, exact: Bool)? {
    switch words.find(range, in: source.utf8) {
    case .found(let number): return (number, true)
    case .unknown: return nil
    case .unusual: break
    }
    let word = source.text(in: range)
    let mixes = LookAlike.mixesScripts(word)
    let scalars = word.unicodeScalars
    // Letters written as a letter and a mark are spelled well, only longer; hidden characters have been reported.
    guard mixes || scalars.count > word.count || scalars.contains(where: HiddenCharacters.contain),
      let found = foldedNumbers[LookAlike.fold(word)]
    else {
      return nil
    }
    return (found, !mixes)
  }

  /// Whether a month's name stands at `range`: «мая-30» is a day and a dash, not a name.
  func isMonth(_ range: SourceRange, in source: SourceText) -> Bool {
    guard let word = number(of: range, in: source)?.number else { return false }
    return Keyword.allCases.contains { $0.monthNumber != nil && starts($0, with: word) }
  }

  /// Where the spellings of a keyword are among all.
  func spellings(of keyword: Keyword) -> Range<Int> {
    spellingStarts[keyword.rawValue]..<spellingStarts[keyword.rawValue + 1]
  }

  /// One of all spellings.
  func spelling(_ index: Int) -> Spelling { spellings[index] }

  /// Whether some spelling of the keyword starts with the word: a quick no for most questions of the parser.
  func starts(_ keyword: Keyword, with word: Int16) -> Bool { starts[Int(word) * Self.rowLength + keyword.rawValue] }

  private static let rowLength = Keyword.december.rawValue + 1
}
