# Les personnes.

persons-lede = Celles que vous suivez. La recherche tolère les accents et les fautes de frappe.
persons-search = Chercher
persons-empty = Vous ne suivez encore personne.
persons-empty-text = Les personnes de votre équipe de soins apparaîtront ici.
persons-none = Personne ne correspond, parmi celles que vous suivez.
persons-none-text = Essayez le nom de naissance, ou la date de naissance.
