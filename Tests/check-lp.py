#!/usr/bin/env python3
"""Solves every .lp file of a folder with HiGHS and compares with the .json beside it.

    MARSHRUT_LP_DIR=/some/folder swift test --filter LP   (LPModelTests: routes; AllocationLPTests: allocations)
    pip install highspy
    Tests/check-lp.py /some/folder

The .json holds {"requiredMet": n, "kept": n, "value": n}; what the optimum means is read from the first lines of the .lp.
With --glpk, solves with glpsol instead of HiGHS. Exit code 1 when any file differs or cannot be solved.
"""
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile


def solve_with_highs(path):
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for gap in ("mip_rel_gap", "mip_abs_gap"):
        solver.setOptionValue(gap, 0.0)
    solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
    if solver.readModel(str(path)) != highspy.HighsStatus.kOk:
        raise ValueError("cannot be read")
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError(f"status {solver.getModelStatus()}")
    return solver.getInfo().objective_function_value


def solve_with_glpk(path):
    # Some versions fail with cuts where they find nothing to cut, and take very long without.
    for cuts in (["--cuts"], []):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder, "solution")
            command = ["glpsol", "--lp", str(path), "--mipgap", "0", *cuts, "--tmlim", "60", "-w", str(out)]
            done = subprocess.run(command, capture_output=True, text=True)
            for line in out.read_text().splitlines() if out.exists() else []:
                fields = line.split()
                # s mip ROWS COLUMNS STATUS OBJECTIVE, or s bas ROWS COLUMNS PRIMAL DUAL OBJECTIVE without integers
                if fields[:2] == ["s", "mip"] and fields[4] == "o":
                    return float(fields[5])
                if fields[:2] == ["s", "bas"] and fields[4] == "f" and fields[5] == "f":
                    return float(fields[6])
    raise ValueError("not solved: " + done.stdout.strip().splitlines()[-1])


def read_header(path):
    text = path.read_text(encoding="ascii")
    factor = int(re.search(r"^\\ M = (\d+)$", text, re.M).group(1))
    least = int(re.search(r"^\\ leastValue = (-?\d+)$", text, re.M).group(1))
    kept = re.search(r"^\\ K = (\d+)$", text, re.M)
    return factor, int(kept.group(1)) if kept else 0, least


def main(arguments):
    solve = solve_with_glpk if "--glpk" in arguments else solve_with_highs
    folders = [argument for argument in arguments if not argument.startswith("--")]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    paths = sorted(pathlib.Path(folders[0]).glob("*.lp"))
    wrong = 0
    for path in paths:
        expected = json.loads(path.with_suffix(".json").read_text())
        try:
            optimum = solve(path)
        except ValueError as error:
            print(f"{path.name}: {error}")
            wrong += 1
            continue
        factor, kept_factor, least = read_header(path)
        whole = round(optimum)
        kept = 0 if kept_factor == 0 else math.floor((whole - least) / kept_factor)
        rest = whole - kept_factor * kept
        met = 0 if factor == 0 else math.floor((rest - least) / factor)
        found = {"requiredMet": met, "kept": kept, "value": rest - factor * met}
        if found != expected or abs(optimum - whole) > 1e-3:
            print(f"{path.name}: expected {expected}, found {found} (optimum {optimum})")
            wrong += 1
    print(f"{len(paths)} models, {wrong} differ")
    return 1 if wrong or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
