"""Makes the workbooks of this folder; README.md names the programs and versions that made those committed.

Run in this folder: python3 make-workbooks.py && soffice --headless --convert-to xlsx --outdir . calc-source/libreoffice.xlsx
"""
import datetime, os
import openpyxl, xlsxwriter

D = datetime.date
PEOPLE = [["id", "фио", "роль", "назначен", "переподготовка"],
          ["Р-1", "Тестов Иван", "руководитель", D(2019, 9, 2), True],
          [2, "Примерова Анна", "резерв", D(2021, 2, 28), False]]
SCORES = [["человек", "компетенция", "дата", "балл", "максимум", "волна"],
          ["Р-1", "К1", D(2023, 5, 15), 47.5, 100, "тест"],
          ["Р-1", "К2", D(2023, 5, 15), 0.1 + 0.2, 1, "тест"],
          [2, "К1", D(2024, 2, 29), 33.3, 50, "ретест"]]

# openpyxl: inline numbers, shared texts, dates as serials, a merged title and a two-row header, a hidden sheet, blanks.
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Люди"
sheet.append(["Список участников"])
sheet.merge_cells("A1:E1")
for row in PEOPLE:
    sheet.append(row)
for row in (3, 4):
    sheet.cell(row, 4).number_format = "DD.MM.YYYY"
scores = book.create_sheet("Результаты")
for column, (top, below) in enumerate([("человек", None), ("компетенция", None), ("дата", None), ("балл", None),
                                       ("максимум", None), ("волна", None)], 1):
    scores.cell(1, column, top)
    scores.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
for offset, row in enumerate(SCORES[1:]):
    for column, value in enumerate(row, 1):
        scores.cell(4 + 2 * offset, column, value)  # empty rows between
draft = book.create_sheet("Черновик")
draft.append(["заметка"])
draft.sheet_state = "hidden"
book.save("openpyxl.xlsx")

# A formula openpyxl has no value for.
book = openpyxl.Workbook()
book.active.title = "people"
for row in PEOPLE:
    book.active.append(row)
book.active["B3"] = '=CONCATENATE("Примерова"," ","Анна")'
book.save("uncalculated.xlsx")


# XlsxWriter: dates from 1904, rich text, formulas with stored values, an error value, a hidden row.
def written(name, **options):
    book = xlsxwriter.Workbook(name, options)
    day = book.add_format({"num_format": "d mmmm yyyy"})
    bold = book.add_format({"bold": True})
    for title, rows in (("people", PEOPLE), ("scores", SCORES)):
        sheet = book.add_worksheet(title)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, D):
                    sheet.write_datetime(r, c, datetime.datetime(value.year, value.month, value.day), day)
                else:
                    sheet.write(r, c, value)
        if title == "people":
            sheet.write_rich_string(1, 1, bold, "Тестов", " Иван")
            sheet.write_formula(2, 1, '="Примерова "&"Анна"', None, "Примерова Анна")
        else:
            sheet.write_formula(1, 3, "=95/2", None, 47.5)
            sheet.set_row(3, None, None, {"hidden": True})
    return book


written("xlsxwriter-1904.xlsx", date_1904=True).close()
os.makedirs("calc-source", exist_ok=True)
written("calc-source/libreoffice.xlsx").close()
book = written("formula-error.xlsx")
book.get_worksheet_by_name("scores").write_formula(2, 3, "=1/0", None, "#DIV/0!")
book.close()

# Cells merged over rows, and a table on a hidden sheet.
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Результаты"
for row in SCORES[:1] + [["Р-1", "К1"] + SCORES[1][2:], [None, "К2"] + SCORES[1][2:]]:
    sheet.append(row)
sheet.merge_cells("A2:A3")
people = book.create_sheet("Люди")
for row in [PEOPLE[0], PEOPLE[1]]:
    people.append(row)
people.sheet_state = "hidden"
book.save("merged.xlsx")
