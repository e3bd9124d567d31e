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
  /// The spellings of all keywords, and where those of each start, with one more entry for the end.
  private let spellings: [Spelling]
  private let spellingStarts: [Int]
  /// For each word, a row with a mark per keyword: whether some spelling of it starts with the word. One array, because
  /// this is the parser's most frequent question.
  private let starts: [Bool]

  private init() {
    // By bytes and without dictionaries: this is much of what a process does before it has read its first rule.
    var words = WordTable()
    func numbered(_ phrase: String) -> [Int16] {
      // Months have capitals in English; everything Russian is in lower case.
      let lower = phrase.utf8.contains { (0x41...0x5A).contains($0) } ? phrase.lowercased() : phrase
      return lower.utf8.split(separator: 0x20).map { words.number(adding: String(Substring($0))) }
    }
    var spellings: [Spelling] = []
    var spellingStarts = [0]
    for keyword in Keyword.allCases {
      spellings.append(Spelling(language: .russian, words: numbered(keyword.russian)))
      spellings.append(Spelling(language: .english, words: numbered(keyword.english)))
      for variant in Self.variants where variant.keyword == keyword {
        spellings.append(Spelling(language: variant.language, words: numbered(variant.phrase)))
      }
      spellingStarts.append(spellings.count)
    }
    self.words = words
    var starts = [Bool](repeating: false, count: words.words.count * Self.rowLength)
    for keyword in Keyword.allCases {
      for spelling in spellings[spellingStarts[keyword.rawValue]..<spellingStarts[keyword.rawValue + 1]] {
        starts[Int(spelling[0]) * Self.rowLength + keyword.rawValue] = true
      }
    }
    self.starts = starts
    self.spellings = spellings
    self.spellingStarts = spellingStarts
  }

  /// The words under the key of their look-alikes; made when a word is first met that needs it.
  private static let foldedNumbers: [String: Int16] = {
    var folded: [String: Int16] = [:]
    // «to» and «то» look alike: whoever mixes the scripts is writing Russian, whose words come last.
    for (number, word) in shared.words.words.enumerated().sorted(by: { $0.element < $1.element }) {
      folded[LookAlike.fold(word)] = Int16(number)
    }
    return folded
  }()

  /// Grammatical variants that people write: the cases and numbers that follow a numeral, and synonyms.
  private static let variants: [(keyword: Keyword, language: Language, phrase: String)] = [
    (.hoursPer, .russian, "часа за"),
    (.hoursPer, .russian, "час за"),
    (.hoursPer, .english, "hour per"),
    (.measuresAtOnce, .russian, "мероприятия одновременно"),
    (.measuresAtOnce, .russian, "мероприятие одновременно"),
    (.measuresAtOnce, .english, "measure at once"),
    (.months, .russian, "месяца"),
    (.months, .russian, "месяц"),
    (.months, .english, "month"),
    (.days, .russian, "день"),
    (.days, .russian, "дня"),
    (.days, .english, "day"),
    (.eachMunicipality, .russian, "каждому муниципалитету"),
    (.seatCount, .russian, "места"),
    (.seatCount, .russian, "место"),
    (.seatCount, .english, "of seats"),
    (.seatCount, .english, "seat"),
    (.missingPersonCosts, .russian, "человек цели стоит"),
    (.missingPersonCosts, .english, "missing person costs"),
    (.points, .russian, "балла"),
    (.points, .russian, "балл"),
    (.points, .english, "point"),
    (.notBefore, .russian, "не ранее"),
    (.notAfter, .russian, "не позднее"),
    (.above, .russian, "выше"),
    (.above, .russian, "более"),
    (.above, .english, "above"),
    (.below, .russian, "меньше"),
    (.below, .russian, "менее"),
    (.oneOf, .russian, "одна из"),
    (.oneOf, .russian, "одно из"),
    (.atLeast, .russian, "не меньше"),
    (.atLeast, .russian, "не менее"),
    (.atMost, .russian, "не больше"),
    (.atMost, .russian, "не более"),
    (.recommend, .russian, "рекомендуется"),
    (.recommend, .english, "recommended"),
    (.exclude, .russian, "исключено"),
    (.exclude, .english, "excluded"),
    (.require, .english, "required"),
    (.normalised, .english, "normalized"),
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
      let found = Self.foldedNumbers[LookAlike.fold(word)]
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
