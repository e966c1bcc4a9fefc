"use strict";
// What the widget says: suggested questions by topic, its labels by language. Answers are in English.

export const TOPICS = {
  units: ["Medicare: 33 minutes of 97110 and 7 of 97140. Units?", "Which minutes count toward units?", "What is the AMA midpoint rule?"],
  codes: ["What is the difference between 97110 and 97112?", "When is 97530 right and when 97110?", "Is 97150 timed?"],
  modifiers: ["Do I need 59 for 97530 with 97140?", "When does KX go on a claim?", "What are GP, GO and GN?"],
  ncci: ["Can 97530 and 97116 be billed on one day?", "What does modifier indicator 1 mean?", "What is an MUE?"],
  assistants: ["97110: PTA 23 minutes, PT 13. Which units carry CQ?", "When is CQ needed?", "Does the PT have to be in the building when our PTA treats?"],
  documentation: ["What must a daily note show?", "When is a progress report due?", "When is the plan of care recertified?"],
  denials: ["CO-97: what do I do?", "CO-119: what do I do?", "How do I appeal a Medicare denial?"],
  payers: ["Which payers use the 8-minute rule?", "May a Medicare patient pay cash?", "When is an ABN needed?"],
  telehealth: ["Can therapy be given by telehealth?", "What is RTM?", "How is 98980 counted?"],
};

export const LABELS = {
  en: {
    name: "Coding help", close: "Close", fresh: "Start over", log: "Answers", question: "Question", hint: "Ask a coding question", ask: "Ask",
    fine: "No patient details, please. The server keeps no question.", lead: "Coding and billing of outpatient therapy, answered with sources.", sources: "Sources",
    source: "Source", left: "(left out: patient details)", away: "The assistant cannot be reached.", copy: "Copy", copied: "Copied", up: "Helped", down: "Did not help",
    thanks: "Thank you.", full: "Open in full", meant: "If you meant something else",
  },
  es: {
    name: "Ayuda de codificación", close: "Cerrar", fresh: "Empezar de nuevo", log: "Respuestas", question: "Pregunta", hint: "Haga una pregunta (en inglés)", ask: "Preguntar",
    fine: "Sin datos de pacientes, por favor. El servidor no guarda preguntas.", lead: "Codificación y facturación de terapia ambulatoria, con fuentes; las respuestas están en inglés.", sources: "Fuentes",
    source: "Fuente", left: "(omitido: datos del paciente)", away: "No se puede contactar con el asistente.", copy: "Copiar", copied: "Copiado", up: "Útil", down: "No útil",
    thanks: "Gracias.", full: "Abrir completo", meant: "Si quiso decir otra cosa",
  },
};
