import Diagnostics

/// The wording of what can be wrong with the form of a rule file.
enum SyntaxDiagnostics {
  static func unknownCharacters(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    let text = source.text(in: range)
    if let scalar = text.unicodeScalars.first, HiddenCharacters.contain(scalar) {
      return hiddenCharacter(source, range, scalar)
    }
    return Diagnostic(
      .error, "unknown-character",
      LocalizedText(
        ru: text.count == 1
          ? "символ «\(text)» в языке правил не используется" : "символы «\(text)» в языке правил не используются",
        en: "the rule language does not use «\(text)»"),
      at: .text(source, range), notes: hint(text).map { [$0] } ?? [], fixes: hint(text) == nil ? [remove(range)] : [])
  }

  /// What is written instead of a sign that other languages use.
  private static func hint(_ text: String) -> LocalizedText? {
    switch text {
    case "&", "&&": LocalizedText(ru: "условия соединяет слово «и»", en: "conditions are joined with «and»")
    case ";": LocalizedText(ru: "перечисление пишется через запятую", en: "lists are divided by commas")
    case "#": LocalizedText(ru: "перед номером мероприятия ставится «№»", en: "a measure's number has «№» before it")
    case ".":
      LocalizedText(
        ru: "точка бывает только внутри чисел, дат и номеров, без пробелов",
        en: "a point stands only inside numbers, dates and measures, without spaces")
    case "»", "”":
      LocalizedText(ru: "кавычка закрыта, но не открыта", en: "a quotation closes here that did not open")
    default: nil
    }
  }

  static func foreignComment(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "foreign-comment",
      LocalizedText(
        ru: "пояснение для людей начинается с «//» и идёт до конца строки",
        en: "a remark starts with «//» and goes on to the end of the line"),
      at: .text(source, range))
  }

  static func foreignSign(_ source: SourceText, _ range: SourceRange, correct: String) -> Diagnostic {
    Diagnostic(
      .error, "foreign-sign",
      LocalizedText(
        ru: "сравнение «\(source.text(in: range))» пишется «\(correct)»",
        en: "the comparison «\(source.text(in: range))» is written «\(correct)»"),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "замените на «\(correct)»", en: "replace it with «\(correct)»"), range: range,
          replacement: correct)
      ])
  }

  static func squareBracket(_ source: SourceText, _ range: SourceRange, replacement: String) -> Diagnostic {
    slip(
      "foreign-sign", LocalizedText(ru: "скобки в условиях круглые: ( )", en: "conditions have round brackets: ( )"),
      source, range, replacement: replacement)
  }

  static func repeatedSign(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    slip(
      "repeated-sign", LocalizedText(ru: "знак «№» ставится один раз", en: "«№» stands once"), source, range,
      replacement: "№")
  }

  /// `closing` is the mark that belongs in place of `other`.
  static func mismatchedQuotes(
    _ source: SourceText, _ range: SourceRange, _ other: SourceRange, _ closing: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "mismatched-quotes",
      LocalizedText(
        ru: "кавычки разные: текст открыт «\(source.text(in: range).prefix(1))», а закрыт «\(source.text(in: other))»",
        en:
          "the quotation marks differ: it opens with «\(source.text(in: range).prefix(1))» and closes with «\(source.text(in: other))»"
      ),
      at: .text(source, other),
      fixes: [
        FixIt(
          LocalizedText(ru: "поставьте «\(closing)»", en: "put «\(closing)»"), range: other, replacement: closing)
      ])
  }

  static func foreignQuotes(_ source: SourceText, _ range: SourceRange, _ content: String) -> Diagnostic {
    slip(
      "foreign-quotes",
      LocalizedText(
        ru: "текст пишется в кавычках «ёлочках» или \"прямых\"",
        en: "a text stands in quotation marks «…» or \"…\""), source, range, replacement: "«\(content)»")
  }

  static func hiddenCharacter(_ source: SourceText, _ range: SourceRange, _ scalar: Unicode.Scalar) -> Diagnostic {
    let code = "U+" + String(repeating: "0", count: max(0, 4 - hex(scalar).count)) + hex(scalar)
    return Diagnostic(
      .error, "hidden-character",
      LocalizedText(
        ru: "здесь невидимый символ (\(code)), вставленный вместе с чужим текстом",
        en: "an invisible character (\(code)) stands here, pasted with other text"),
      at: .text(source, range), fixes: [remove(range)])
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }

  static func tooDeep(_ limit: Int, _ source: SourceText, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "too-deep",
      LocalizedText(
        ru: "в условии больше \(limit) вложенных скобок и «не»: разделите правило на несколько",
        en: "more than \(limit) parentheses and «not» are open here: part the rule into several"),
      at: .text(source, range))
  }

  static func commaInMeasure(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "comma-in-measure",
      LocalizedText(
        ru: "в номере мероприятия ставится точка, а не запятая", en: "a measure's number has a point, not a comma"),
      at: .text(source, range),
      fixes: [
        FixIt(LocalizedText(ru: "замените «,» на «.»", en: "replace «,» with «.»"), range: range, replacement: ".")
      ])
  }

  static func emptyMeasure(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "empty-measure",
      LocalizedText(
        ru: "после «№» ожидается номер мероприятия, например №1.6",
        en: "expected a measure's number after «№», for example №1.6"),
      at: .text(source, range))
  }

  static func unclosedText(_ source: SourceText, _ range: SourceRange, closing: String) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-text",
      LocalizedText(
        ru: "кавычка открыта, но в этой строке не закрыта", en: "the quotation opens here but never closes on this line"
      ),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(
            ru: "поставьте в конце текста кавычку \(closing)",
            en: "put the quotation mark \(closing) at the end of the text"),
          range: SourceRange(range.upperBound, range.upperBound), replacement: closing)
      ])
  }

  static func expected(
    _ what: LocalizedText, found: LocalizedText?, _ source: SourceText, _ range: SourceRange, fixes: [FixIt] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, "syntax",
      LocalizedText(
        ru: "ожидается \(what.russian), а " + (found.map { "найдено \($0.russian)" } ?? "файл закончился"),
        en: "expected \(what.english), " + (found.map { "found \($0.english)" } ?? "but the file ends")),
      at: .text(source, range), fixes: fixes)
  }

  static func missingKeyword(
    _ keyword: Keyword, in language: Language, before offset: Int, _ source: SourceText, _ range: SourceRange
  ) -> Diagnostic {
    let phrase = keyword.phrase(in: language)
    return Diagnostic(
      .error, "missing-keyword",
      LocalizedText(ru: "пропущено слово «\(phrase)»", en: "the word «\(phrase)» is missing"),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "вставьте «\(phrase)»", en: "insert «\(phrase)»"), range: SourceRange(offset, offset),
          replacement: phrase + " ")
      ])
  }

  /// Something that is written, but should not be, or should be written otherwise; `replacement` mends it.
  static func slip(
    _ id: DiagnosticID, _ message: LocalizedText, _ source: SourceText, _ range: SourceRange,
    advice: LocalizedText? = nil, replacement: String? = nil
  ) -> Diagnostic {
    let write = replacement.map { LocalizedText(ru: "напишите «\($0)»", en: "write «\($0)»") }
    let fix = (advice ?? write).flatMap { text in
      replacement.map { FixIt(text, range: range, replacement: $0) }
    }
    return Diagnostic(.error, id, message, at: .text(source, range), fixes: fix.map { [$0] } ?? [])
  }

  static func foreignDeclaration(_ file: Language, _ source: SourceText, _ range: SourceRange) -> Diagnostic {
    let (ru, en) = file == .russian ? ("русские", "Russian") : ("английские", "English")
    return Diagnostic(
      .error, "mixed-languages",
      LocalizedText(
        ru: "ключевые слова этого файла \(ru), а это объявление написано на другом языке",
        en: "this file's keywords are \(en), but this declaration is in the other language"),
      at: .text(source, range),
      notes: [
        LocalizedText(
          ru: "перенесите его в отдельный файл или переведите: marshrut rules format --to",
          en: "move it to a file of its own or translate it: marshrut rules format --to")
      ])
  }

  static func mixedLanguages(
    _ keyword: Keyword, file: Language, _ source: SourceText, _ range: SourceRange
  ) -> Diagnostic {
    let phrase = keyword.phrase(in: file)
    let found = source.text(in: range)
    let (ru, en) = file == .russian ? ("русские", "Russian") : ("английские", "English")
    return Diagnostic(
      .error, "mixed-languages",
      LocalizedText(
        ru: "ключевые слова этого файла \(ru), а «\(found)» на другом языке",
        en: "this file's keywords are \(en), but «\(found)» is not"),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "замените на «\(phrase)»", en: "replace it with «\(phrase)»"), range: range,
          replacement: phrase)
      ])
  }

  static func mixedScripts(_ source: SourceText, _ range: SourceRange, correct: String) -> Diagnostic {
    let text = source.text(in: range)
    let alien = text.filter { character in !correct.lowercased().contains(character.lowercased()) }
    return Diagnostic(
      .error, "mixed-scripts",
      LocalizedText(
        ru:
          "в слове «\(text)» смешаны русские и латинские буквы (чужие: \(alien.map { "«\($0)»" }.joined(separator: ", ")))",
        en: "«\(text)» mixes Cyrillic and Latin letters (alien: \(alien.map { "«\($0)»" }.joined(separator: ", ")))"),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "напишите «\(correct)»", en: "write «\(correct)»"), range: range, replacement: correct)
      ])
  }

  private static func remove(_ range: SourceRange) -> FixIt {
    FixIt(LocalizedText(ru: "удалите его", en: "remove it"), range: range, replacement: "")
  }
}
