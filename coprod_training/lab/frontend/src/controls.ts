// What of a page can have the focus by itself. A contributor's recording has a player.

export const CONTROL = 'a, button, input, select, textarea, summary, audio, video';
