import Diagnostics
import RuleLanguage

/// What keywords mean, a line each.
enum KeywordHelp {
  static func line(_ keyword: Keyword) -> LocalizedText {
    if keyword.monthNumber != nil { return LocalizedText(ru: "месяц", en: "a month") }
    return structure(keyword) ?? settings(keyword) ?? conditions(keyword)
  }

  private static func text(_ russian: String, _ english: String) -> LocalizedText {
    LocalizedText(ru: russian, en: english)
  }

  /// Declarations, clauses, conclusions and expectations.
  private static func structure(_ keyword: Keyword) -> LocalizedText? {
    switch keyword {
    case .policy: text("общие настройки маршрутов", "settings of all routes")
    case .scale:
      text("уровни дефицита: с какого балла и с каким весом", "bands of deficits: from which point, with which weight")
    case .targets: text("цели ролей, у которых их нет в каталоге", "targets of roles for which the catalog has none")
    case .diagnostic:
      text(
        "прибавляет баллы к дефициту, когда говорит мониторинг", "adds points to a deficit when monitoring asks for it")
    case .rule: text("если условие истинно, вывод о мероприятиях", "when its condition is true, concludes on measures")
    case .example:
      text(
        "проверка правил: что дано и что из этого следует", "a test of the rules: what is given and what must follow")
    case .condition:
      text("условие; без него правило действует для всех", "the condition; without it a rule is for everybody")
    case .then: text("выводы, через запятую", "the conclusions, separated by commas")
    case .because:
      text("причина: печатается в маршруте рядом с шагом", "the reason: printed in the route beside the step")
    case .basis: text("на какой документ опирается правило", "the document the rule rests on")
    case .given: text("факты о человеке; чего нет, то неизвестно", "facts on a person; what is not given is unknown")
    case .expect: text("что должно следовать из фактов", "what must follow from the facts")
    case .require: text("мероприятие должно войти в маршрут", "the measure has to be in the route")
    case .recommend: text("прибавляет мероприятию вес, без числа 10", "adds weight to the measure, 10 if none is given")
    case .withWeight:
      text(
        "вес рекомендации, целое число от 1 до 1000", "the weight of the recommendation, a whole number from 1 to 1000")
    case .exclude:
      text("мероприятие не войдёт; сильнее «обязательно»", "the measure is not taken; stronger than «require»")
    case .none:
      text(
        "мероприятие не обязательно и не рекомендовано либо исключено",
        "the measure is neither required nor recommended, or it is excluded")
    case .fired:
      text("правило или диагностика с этим названием срабатывает", "the rule or diagnostic of that name fires")
    case .notFired: text("правило или диагностика не срабатывает", "the rule or diagnostic does not fire")
    case .deficit:
      text(
        "дефицит компетенции: цель − балл, плюс диагностики",
        "the deficit of a competency: target − score, plus diagnostics")
    default: nil
    }
  }

  /// Policy, scale and targets.
  private static func settings(_ keyword: Keyword) -> LocalizedText? {
    switch keyword {
    case .result: text("какой балл считать, если тестов несколько", "which result counts when there are several")
    case .growthTarget:
      text("какой прирост нужен и по какой формуле", "how much growth is asked for and by which formula")
    case .load:
      text("предел часов за период и мероприятий одновременно", "limits on hours per period and measures at once")
    case .hourPrice: text("сколько баллов ценности стоит час учёбы", "how many points of value an hour costs")
    case .keepFree: text("дни, на которые ничего не ставить, ежегодно", "days of every year on which nothing is held")
    case .horizon: text("на сколько месяцев вперёд строить маршрут", "how many months a route looks ahead")
    case .travel: text("дни дороги до и после очной сессии не дома", "days of travel before and after a session away")
    case .days: text("число дней", "a number of days")
    case .seats:
      text("как делить места, когда их на всех не хватает", "how seats are shared when there are not enough of them")
    case .coverage: text("чего стоят цели охвата дорожной карты", "what the road map's coverage targets are worth")
    case .deficitsFirst:
      text(
        "ценность маршрута человека умножается на вес его самого большого дефицита",
        "the value of a person's route counts as often as the person's heaviest deficit weighs")
    case .eachMunicipality: text("минимум мест каждому муниципалитету", "the least seats of every municipality")
    case .noFewerThan:
      text(
        "столько мест или столько процентов мест, о которых просят его люди",
        "so many seats, or so many percent of the seats its people ask for")
    case .seatCount: text("места на сессиях, где их число указано", "seats of sessions whose number of seats is known")
    case .priceEach:
      text(
        "сколько баллов стоит место до минимума, без числа 100", "points for a seat up to the least, 100 if not given")
    case .missingPersonCosts:
      text(
        "сколько баллов ценности прибавляет человек, пока цель охвата не выполнена",
        "points of value a person adds while a coverage target is not reached")
    case .points: text("число баллов", "a number of points")
    case .latest: text("последний результат", "the latest result")
    case .best: text("лучший результат", "the best result")
    case .bestWithin: text("лучший результат за последние месяцы", "the best result of the last months")
    case .months: text("число месяцев", "a number of months")
    case .relative: text("прирост / первый балл", "growth / first score")
    case .absolute: text("прирост в баллах", "growth in points")
    case .normalised: text("прирост / сколько оставалось до 100", "growth / what was missing to 100")
    case .noMoreThan: text("предел нагрузки", "a limit of the load")
    case .hoursPer: text("предел часов за период", "hours in a period")
    case .measuresAtOnce: text("предел мероприятий в одни дни", "measures on the same days")
    case .year, .halfYear, .quarter, .month: text("период нагрузки", "a period of the load")
    case .weight: text("вес балла дефицита этого уровня", "the weight of a point of deficit in this band")
    case .like: text("цели берутся у другой роли", "targets are taken from another role")
    default: nil
    }
  }

  private static func conditions(_ keyword: Keyword) -> LocalizedText {
    switch keyword {
    case .and: text("истинно, когда истинны обе части", "true when both parts are")
    case .or: text("истинно, когда истинна хоть одна часть", "true when either part is")
    case .not: text("отрицание; неизвестное остаётся неизвестным", "negation; unknown stays unknown")
    case .always: text("истинно для всех", "true for everybody")
    case .noData: text("истинно, когда значение неизвестно", "true when the value is unknown")
    case .atLeast: text("больше или равно", "greater or equal")
    case .atMost: text("меньше или равно", "less or equal")
    case .below: text("меньше", "less")
    case .above:
      text("больше; в шкале — граница не входит в уровень", "greater; in the scale the bound is not in the band")
    case .from:
      text(
        "от … до …, края включены; в шкале — нижняя граница уровня",
        "from … to …, both included; in the scale a band's lower bound")
    case .upTo: text("верхний край промежутка, включён", "the upper end of the interval, included")
    case .oneOf: text("одно из значений, разделённых чертой |", "one of the values separated by |")
    case .yes: text("да", "yes")
    default: text("нет", "no")
    }
  }
}
