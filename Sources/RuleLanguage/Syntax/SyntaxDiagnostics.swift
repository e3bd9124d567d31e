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
      at: .text(source, range), fixes: [remove(range)])
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
          LocalizedText(ru: "добавьте «\(closing)» в конце текста", en: "add «\(closing)» at the end of the text"),
          range: SourceRange(range.upperBound, range.upperBound), replacement: closing)
      ])
  }

  static func expected(
    _ what: LocalizedText, found: LocalizedText, _ source: SourceText, _ range: SourceRange, fixes: [FixIt] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, "syntax",
      LocalizedText(
        ru: "ожидается \(what.russian), а найдено \(found.russian)",
        en: "expected \(what.english), found \(found.english)"),
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
