# Se connecter.

sign-in-title = Se connecter
sign-in-login = Identifiant
sign-in-password = Mot de passe
sign-in-do = Se connecter
sign-in-help = Mot de passe oublié ? La personne qui gère les comptes de votre structure peut vous en donner un nouveau.
sign-in-expired = Session expirée
sign-in-expired-text = Votre texte est gardé : il revient après la connexion.
sign-in-expired-plain = Pour protéger les dossiers, la session s’arrête après un temps sans activité. Reconnectez-vous pour continuer.
code-title = Confirmez que c’est vous
code-text = Ouvrez votre application de codes et recopiez celui de Maillage.
code-label = Code
code-hint = Six chiffres, ou un de vos codes de secours
code-do = Continuer
code-other = Utiliser un autre compte
signed-out-title = Vous êtes déconnecté
signed-out-text = Ce que ce navigateur gardait de Maillage a été effacé.
sign-in-refused = Cet identifiant et ce mot de passe ne vont pas ensemble. Vérifiez-les, puis réessayez.
sign-in-throttled = Trop d’essais. Attendez quelques minutes, puis réessayez.
code-refused = Ce code n’est pas le bon, ou il a déjà servi.
