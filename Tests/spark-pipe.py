#!/usr/bin/env python3
"""Routes made-up people as a filter under Apache Spark's RDD.pipe and compares with one process, byte for byte.

    swift build -c release
    pip install pyspark
    Tests/spark-pipe.py [.build/release/marshrut] [PEOPLE]

Spark runs in local mode with several workers; it needs Java 17. Exit code 1 when anything differs.
"""
import pathlib
import subprocess
import sys
import tempfile


def main(arguments):
    from pyspark import SparkConf, SparkContext

    root = pathlib.Path(__file__).resolve().parent.parent
    program = str(pathlib.Path(arguments[0] if arguments else ".build/release/marshrut").resolve())
    people = arguments[1] if len(arguments) > 1 else "3000"
    folders = ["--rules", str(root / "Rules"), "--catalog", str(root / "Catalog")]
    route = [program, "route", "--all", "--as-of", "2023-09-01", *folders, "--data", "-", "--jobs", "1"]
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        data, lines = f"{work}/data", f"{work}/people.ndjson"
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run([program, "demo", "--people", people, *folders, "--out", data], **quiet)
        subprocess.run([program, "export", "people", "--data", data, *folders[2:], "--out", lines], **quiet)
        with open(lines, "rb") as source:
            expected = subprocess.run(route, stdin=source, check=True, capture_output=True).stdout

        settings = SparkConf().setAppName("marshrut").set("spark.ui.enabled", "false")
        settings = settings.set("spark.ui.showConsoleProgress", "false")
        settings = settings.set("spark.driver.maxResultSize", "0").set("spark.driver.memory", "2g")
        for workers, partitions in ((2, 4), (4, 16)):
            context = SparkContext(f"local[{workers}]", conf=settings)
            context.setLogLevel("ERROR")
            command = " ".join(f'"{part}"' if " " in part else part for part in route)
            # Each partition of the file goes through a process of its own; collect keeps the order of the partitions.
            routes = context.textFile(lines, partitions).pipe(command, checkCode=True).collect()
            found = "".join(route + "\n" for route in routes).encode()
            context.stop()
            same = found == expected
            wrong += 0 if same else 1
            answer = "the same bytes as one process" if same else "DIFFERENT from one process"
            print(f"{len(routes)} people, {workers} workers, {partitions} partitions: {answer}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
