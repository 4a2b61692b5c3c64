import './frame.css';
import './lesson.css';
