import Diagnostics

extension LossReason {
  /// The reason in words, for a heading: lower-case start, no full stop.
  public var title: LocalizedText { frameworkTitle ?? resultTitle ?? recordTitle }

  private var frameworkTitle: LocalizedText? {
    switch self {
    case .emptyIDNumber:
      LocalizedText(ru: "нет номера ID: Moodle пропускает такую строку", en: "no ID number: Moodle skips such a row")
    case .emptyShortName:
      LocalizedText(
        ru: "нет короткого имени: Moodle пропускает такую строку", en: "no short name: Moodle skips such a row")
    case .zeroText:
      LocalizedText(
        ru: "«0» для Moodle — пусто, такая строка пропускается", en: "«0» is empty to Moodle, which skips such a row")
    case .duplicateIDNumber:
      LocalizedText(
        ru: "номер ID повторяется: Moodle берёт последнюю строку",
        en: "the ID number repeats: Moodle takes the last row")
    case .unknownParent:
      LocalizedText(
        ru: "родителя нет в файле: в Moodle такая строка исчезает",
        en: "the parent is not in the file: in Moodle the row vanishes")
    case .droppedParent: LocalizedText(ru: "отброшен родитель", en: "the parent is dropped")
    case .circularParents: LocalizedText(ru: "родители идут по кругу", en: "the parents form a circle")
    case .secondFramework:
      LocalizedText(
        ru: "вторая строка структуры: Moodle берёт последнюю", en: "a second framework row: Moodle takes the last")
    case .longText:
      LocalizedText(ru: "длиннее 100 знаков: Moodle обрезает", en: "longer than 100 characters: Moodle cuts it")
    case .shortName:
      LocalizedText(
        ru: "короткое имя не длиннее 100 знаков; полное название — в описании",
        en: "a short name holds 100 characters; the full title is in the description")
    case .markup:
      LocalizedText(
        ru: "знак «<»: Moodle примет текст за разметку и сотрёт его часть",
        en: "the sign «<»: Moodle takes the text for markup and removes a part of it")
    case .backslash:
      LocalizedText(
        ru: "обратная косая черта перед кавычкой ломает чтение CSV в Moodle: после неё добавлен пробел",
        en: "a backslash before a quotation mark breaks Moodle's reading of CSV: a space is added after it")
    case .formula:
      LocalizedText(
        ru: "начинается со знака формулы: в Moodle это просто текст, но в Excel файл не открывайте",
        en: "begins with the sign of a formula: plain text to Moodle, but don't open the file in Excel")
    case .equalNumbers:
      LocalizedText(
        ru: "номера, равные как числа, Moodle путает: дети одного окажутся и у другого",
        en: "Moodle confuses ID numbers that are equal as numbers: children of one appear under the other too")
    case .secondGroup:
      LocalizedText(
        ru: "в Moodle родитель один: другие группы записаны перекрёстными ссылками",
        en: "Moodle has one parent: other groups are written as cross-references")
    case .noGroup: LocalizedText(ru: "нет группы: стоит на верхнем уровне", en: "no group: stands at the top level")
    case .emptyGroup: LocalizedText(ru: "группа без компетенций", en: "a group without competencies")
    case .nestedGroup:
      LocalizedText(
        ru: "группа внутри группы: в каталоге групп один уровень, вложенность не сохранена",
        en: "a group within a group: the catalog has one level of groups, the nesting is lost")
    case .rule:
      LocalizedText(
        ru: "правило зачёта: в каталоге ему нет места", en: "completion rule: the catalog has no place for it")
    case .scale: LocalizedText(ru: "шкала: в каталоге ей нет места", en: "scale: the catalog has no place for it")
    case .crossReference:
      LocalizedText(
        ru: "перекрёстная ссылка: в каталоге ей нет места", en: "cross-reference: the catalog has no place for it")
    case .description:
      LocalizedText(ru: "описание: в каталоге ему нет места", en: "description: the catalog has no place for it")
    case .targets:
      LocalizedText(
        ru: "цели по ролям: у соседа им нет места", en: "targets per role: the neighbour has no place for them")
    case .source: LocalizedText(ru: "источник: у соседа ему нет места", en: "source: the neighbour has no place for it")
    case .status: LocalizedText(ru: "статус: у соседа ему нет места", en: "status: the neighbour has no place for it")
    case .organisations:
      LocalizedText(
        ru: "виды организаций: у соседа им нет места", en: "kinds of organisation: the neighbour has no place for them")
    case .otherCode:
      LocalizedText(
        ru: "код изменён: в каталоге коды не повторяются, даже похожими буквами, и не содержат «,», «;» и «|»",
        en:
          "the code is changed: codes of a catalog don't repeat, not even in look-alike letters, and have no «,», «;» or «|»"
      )
    case .keptFromCatalog:
      LocalizedText(
        ru: "цели, виды организаций, источник и статус взяты из каталога по коду",
        en: "targets, kinds of organisation, source and status are taken from the catalog by code")
    default: nil
    }
  }

  private var resultTitle: LocalizedText? {
    switch self {
    case .average: LocalizedText(ru: "строка средних, а не человека", en: "a row of averages, not of a person")
    case .noAttempt: LocalizedText(ru: "попыток нет", en: "no attempt")
    case .unfinished: LocalizedText(ru: "попытка не завершена", en: "the attempt is not finished")
    case .unknownState: LocalizedText(ru: "неизвестное состояние попытки", en: "unknown state of the attempt")
    case .noDate: LocalizedText(ru: "нет даты завершения", en: "no date of completion")
    case .badDate: LocalizedText(ru: "дата не читается", en: "the date can't be read")
    case .noGrade: LocalizedText(ru: "нет оценки", en: "no grade")
    case .badGrade: LocalizedText(ru: "оценка не читается", en: "the grade can't be read")
    case .overMaximum: LocalizedText(ru: "оценка не от 0 до максимума", en: "the grade is not from 0 to its maximum")
    case .rounded: LocalizedText(ru: "округлено до сотых", en: "rounded to hundredths")
    case .sameDayAttempt:
      LocalizedText(
        ru: "ещё одна попытка того же дня: отличается пометкой в столбце «форма»",
        en: "another attempt on the same day: told apart by the column «form»")
    case .duplicateResult:
      LocalizedText(
        ru: "второй результат того же человека по той же компетенции за тот же день",
        en: "a second result of the same person, competency and day")
    case .otherColumn: LocalizedText(ru: "столбец не взят", en: "the column is not taken")
    case .exportDay:
      LocalizedText(
        ru: "день теста в журнале не записан: взят день выгрузки (укажите --date)",
        en: "the gradebook has no day of the test: the day of the download is taken (give --date)")
    default: nil
    }
  }

  private var recordTitle: LocalizedText {
    switch self {
    case .noPersonKey:
      LocalizedText(ru: "нет ни номера, ни почты человека", en: "neither an id nor an e-mail of the person")
    case .unknownPerson:
      LocalizedText(
        ru: "человека с таким номером или почтой нет в данных", en: "the data have nobody with that id or e-mail")
    case .ambiguousEmail: LocalizedText(ru: "почта записана у нескольких людей", en: "several people have that e-mail")
    case .contradictingKeys:
      LocalizedText(ru: "номер и почта принадлежат разным людям", en: "id and e-mail belong to different people")
    case .malformed: LocalizedText(ru: "запись не того вида", en: "not of the expected form")
    case .noIdentifier: LocalizedText(ru: "нет identifier", en: "no identifier")
    case .duplicateIdentifier:
      LocalizedText(ru: "identifier повторяется: взят первый", en: "the identifier repeats: the first is taken")
    case .noStatement: LocalizedText(ru: "нет формулировки (fullStatement)", en: "no fullStatement")
    case .madeCode:
      LocalizedText(
        ru: "нет кода (humanCodingScheme): код — начало identifier",
        en: "no humanCodingScheme: the code is the beginning of the identifier")
    case .repeatedCode:
      LocalizedText(
        ru: "код повторяется: дополнен началом identifier",
        en: "the code repeats: the beginning of the identifier is added")
    case .unknownAssociation: LocalizedText(ru: "неизвестный вид связи", en: "unknown type of association")
    case .otherAssociation:
      LocalizedText(ru: "связь, которой в каталоге нет места", en: "an association the catalog has no place for")
    case .unknownNode:
      LocalizedText(ru: "конец связи не в этом файле", en: "an end of the association is not in this file")
    case .otherField:
      LocalizedText(ru: "поле, которому на другой стороне нет места", en: "a field the other side has no place for")
    case .otherVerb: LocalizedText(ru: "не о завершении", en: "not about completion")
    case .voiding: LocalizedText(ru: "отмена другой записи", en: "voids another statement")
    case .voided: LocalizedText(ru: "запись отменена", en: "the statement is voided")
    case .duplicateStatement: LocalizedText(ru: "та же запись ещё раз", en: "the same statement again")
    case .noAgent:
      LocalizedText(ru: "не один человек с учётной записью или почтой", en: "not one person with an account or e-mail")
    case .otherHomePage: LocalizedText(ru: "учётная запись другой системы", en: "the account is of another system")
    case .noActivity: LocalizedText(ru: "объект записи — не занятие", en: "the object is no activity")
    case .unknownActivity:
      LocalizedText(ru: "занятие не сопоставлено с мероприятием", en: "the activity is mapped to no measure")
    case .notCompleted: LocalizedText(ru: "не завершено (completion: false)", en: "not completed (completion: false)")
    case .notPassed: LocalizedText(ru: "не зачтено (success: false)", en: "not passed (success: false)")
    case .sameCompletion:
      LocalizedText(
        ru: "то же мероприятие того же человека в тот же день",
        en: "the same measure of the same person on the same day")
    default: LocalizedText(verbatim: rawValue)
    }
  }
}
