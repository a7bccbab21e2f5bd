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
	modals  = []string{"would", "could not", "will", "must", "should never", "might"}
	actions = []string{"be finished", "cost more", "be sold", "open again", "be put to a vote", "wait", "be forgotten", "pay for itself"}
	ends    = []string{"before the winter", "without help from the capital", "by the end of the year", "as long as anyone cares to ask",
		"unless the council finds the money", "in less than 18 months", "while people are still paying for the last one", "and everybody in town knows it"}
	openings = []string{"I have always said that", "We told them in March that", "Nobody in this room believes that", "My mother used to say that",
		"Let me be plain:", "What people forget is that", "It is not a secret that", "If you ask me,"}
	phrases = []string{"a very expensive joke", "the best thing since the pier", "no way to run a town", "an honest mistake", "a slap in the face",
		"one more promise on a long list"}
	scenes = []string{"The council", "A committee of residents", "The county", "The company", "A crowd outside the town hall", "The port authority"}
	moves  = []string{"has spent on", "counted for", "set aside for", "wanted for", "measured at", "voted to give"}
	units  = []string{"pounds a head", "days", "tonnes of gravel", "signatures", "hours of debate", "metres of cable", "seats"}
)
