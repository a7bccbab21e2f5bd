package articles

// The words that articles are made of.
var (
	given = []string{"Ana", "Boris", "Carla", "Dmitri", "Esther", "Farid", "Grace", "Henrik", "Ines", "Jonas", "Kofi", "Leila", "Marco",
		"Nadia", "Oscar", "Petra", "Quentin", "Rosa", "Stefan", "Tessa", "Umar", "Vera", "Walter", "Ximena", "Yusuf", "Zora"}
	family = []string{"Abara", "Brandt", "Castellano", "Dunmore", "Eklund", "Fairweather", "Grigoriou", "Halloran", "Ivanek", "Jellicoe",
		"Kowalczyk", "Lindqvist", "Marchetti", "Nwosu", "Okonjo", "Prendergast", "Quillfeather", "Ramaswamy", "Sandoval", "Thackeray",
		"Ueberroth", "Valdivia", "Whitlock", "Yarborough", "Zielinski", "Ashdown", "Birtwhistle", "Cavendish", "Dragomir", "Estevez"}
	outlets = []string{"Evening Ledger", "Harbour Courier", "Tidewater Gazette", "Morning Dispatch", "Northern Herald", "Valley Tribune",
		"Daily Lantern", "Coast Observer", "Borough Examiner", "County Chronicle"}
	roles = []string{"mayor", "harbour master", "head teacher", "surgeon", "minister for transport", "novelist", "union leader",
		"chief executive", "goalkeeper", "film director", "economist", "farmer"}
	verbs  = []string{"said", "announced", "warned", "confirmed", "explained"}
	topics = []string{"the new bridge", "the school roof", "the budget", "the ferry timetable", "the flood wall", "the hospital wing",
		"the railway strike", "the market hall", "the water tax", "the stadium", "the fishing quota", "the night bus", "the library", "the merger"}
	articlesOf = []string{"the", "this", "that", "one", "every", "another", "our"}
	adjectives = []string{"slow", "old", "new", "cheap", "broken", "honest", "empty", "northern", "public", "private", "heavy", "famous",
		"wooden", "second", "late", "small", "wet", "quiet", "crowded", "useless", "elected", "foreign", "frozen", "narrow", "expensive", "local",
		"rusty", "temporary", "proud", "unpaid", "careful", "missing", "secret", "simple", "modern", "dark", "wide", "early", "tired", "stubborn"}
	nouns = []string{"ferry", "bridge", "budget", "school", "promise", "harbour", "market", "tunnel", "hospital", "orchard", "contract", "committee",
		"timetable", "stadium", "library", "engine", "museum", "strike", "merger", "licence", "quota", "reservoir", "letter", "witness", "orchestra",
		"lighthouse", "pension", "satellite", "bakery", "referendum", "vaccine", "glacier", "cathedral", "airport", "subsidy", "warehouse", "election",
		"refinery", "novel", "campaign", "telescope", "vineyard", "prison", "festival", "treaty", "mortgage", "laboratory", "parade", "chimney", "dam"}
	modals  = []string{"would", "could not", "will", "must", "should never", "might", "cannot", "may yet", "did", "ought to"}
	actions = []string{"replace", "cost more than", "outlast", "ruin", "rescue", "pay for", "follow", "embarrass", "need", "reach", "close", "delay",
		"explain", "survive", "divide", "carry", "forget", "repair", "insult", "surprise"}
	places = []string{"near", "behind", "instead of", "because of", "in spite of", "on top of", "far from", "beside", "without", "for the sake of"}
	ends   = []string{"before the winter", "by the end of the year", "as long as anyone asks", "in less than 18 months", "this time",
		"after all these years", "for better or worse", "in the meantime", "on a Sunday", "once and for all", "if the weather holds", "sooner or later"}
	openings = []string{"I have always said that", "We told them in March that", "Nobody in this room believes that", "My mother used to say that",
		"Let me be plain:", "What people forget is that", "It is not a secret that", "If you ask me,", "You have my word that", "History shows that",
		"I dreamt last night that", "The figures say that"}
	scenes = []string{"The council", "A committee of residents", "The county", "The company", "A crowd outside the town hall", "The port authority",
		"The treasury", "A group of teachers", "The inspectors"}
	moves = []string{"spent", "counted", "set aside", "asked for", "measured", "gave up", "bought", "borrowed"}
	units = []string{"pounds a head", "days", "tonnes of gravel", "signatures", "hours of debate", "metres of cable", "seats", "lanterns", "crates"}
)
