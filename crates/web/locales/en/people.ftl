# Persons.

persons-lede = Those you look after. Search forgives accents and slips of the keyboard.
persons-search = Search
persons-empty = You look after nobody yet.
persons-empty-text = The persons of your care team will appear here.
persons-none = Nobody matches, among those you look after.
persons-none-text = Try the name at birth, or the date of birth.
