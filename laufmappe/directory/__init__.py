# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services in the Human Services Data Specification (HSDS 3): files ⇄ entries that casework keeps.

archive.py    a folder, a zip or a single file, as named bytes; nothing hostile gets further
package.py    a tabular data package: CSV files and their descriptor ⇄ rows
nesting.py    rows ⇄ the nested objects of the JSON form, by the relations in tables.py
reading.py    an object → our fields, and everything it said
writing.py    our fields → the object they came from, touched only where they changed
parts.py hours.py terms.py   what both need to know: where a field stands, opening times, our own terms
files.py      the way in and the way out
"""
