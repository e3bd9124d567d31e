import Diagnostics

/// The words Moodle's reports are written in, English and Russian, as its language packs have them (4.4, and what older
/// versions said). Compared without regard to letter case.
enum MoodleWords {
  static let lastNames = ["Last name", "Surname", "Фамилия"]
  static let firstNames = ["First name", "Имя"]
  static let personIDs = [
    "ID number", "Индивидуальный номер", "Номер ID", "idnumber", "id", "код", "номер", "табельный номер",
  ]
  static let emails = ["Email address", "Адрес электронной почты", "Email", "E-mail", "Электронная почта", "почта"]
  static let states = ["State", "Status", "Состояние", "Статус"]
  static let started = ["Started on", "Started", "Тест начат", "Начало попытки"]
  static let completed = ["Completed", "Завершено"]
  static let durations = ["Time taken", "Duration", "Затраченное время", "Прошло времени", "Продолжительность"]
  static let grades = ["Grade", "Оценка"]
  static let feedback = ["Feedback", "Отзыв"]
  static let timeExported = ["Last downloaded from this course", "Последние загруженные из этого курса"]

  static let finished = ["Finished", "Завершены", "Завершено", "Завершена"]
  static let unfinished = [
    "In progress", "В процессе", "Overdue", "Просроченные", "Never submitted", "Не отправленные", "Not started",
    "Не начаты", "Submitted", "Отправлены",
  ]
  static let averages = ["Overall average", "Общее среднее", "Group average", "Среднее по группе"]
  static let notGraded = ["Requires grading", "Требуется оценивание", "Not yet graded", "Ещё не оценено", "Не оценено"]
  /// How a question's column begins: «Q. 1», «В. 1».
  static let questions = ["Q.", "В.", "Question", "Вопрос"]

  static let real = ["Real", "Значение"]
  static let percentage = ["Percentage", "Проценты"]
  static let letter = ["Letter", "Буква"]

  /// Columns about people and attempts that are not grades.
  static let others =
    lastNames + firstNames + personIDs + emails + states + started + completed + durations + feedback + timeExported + [
      "Institution", "Учреждение (организация)", "Department", "Отдел", "Suspended", "Заблокировано", "Username",
      "Логин",
      "City/town", "Город", "Country", "Страна", "Phone", "Телефон", "Regrade", "Переоценивание",
    ]

  /// Whether a text is one of the words.
  static func isOne(_ text: String, of words: [String]) -> Bool {
    let key = LookAlike.fold(text)
    return words.contains { LookAlike.fold($0) == key }
  }
}
