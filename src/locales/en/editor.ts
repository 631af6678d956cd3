import type { editor as source } from '../es/editor.ts'

export const editor: typeof source = {
  inSpanish: '{{label}} in Spanish',
  inEnglish: '{{label}} in English',
  checkFields: 'Something is missing: see what is marked.',
  photosPending: 'Wait until the photos are uploaded, or remove those that failed.',
  conflictTitle: 'Somebody changed this while you were writing',
  conflict: 'We did not save yours so as not to lose theirs. Open the latest and write what is missing again.',
  openLatest: 'Open the latest',
  uncertain: 'We do not know whether it was saved. Try again: it will not be done twice.',
  save: 'Save changes',
  saving: 'Saving…',
  leaveTitle: 'Leave without saving?',
  leaveBody: 'What you wrote on this page is not saved, and is lost if you leave.',
  leaveStay: 'Stay here',
  leaveGo: 'Leave without saving',
  signInTitle: 'Sign in to go on',
  signIn: 'What you offer is in your account.',
  signInButton: 'Sign in',
  placeHelp: 'Paste the coordinates or the long link of your map.',
  locate: 'I am there now',
  notLocated: 'The phone did not say where you are. Paste the coordinates.',
}
